package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.endpoint.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus on a real instance: an alert fires, and every dashboard has something to show.
 */
@ExtendWith(Brokers.class)
class MonitoringIT {
    private static final Path DASHBOARDS = Path.of("..", "deploy", "grafana", "dashboards");

    @Test
    void anAlertFiresAndEveryQueryOfTheDashboardsHasData(Broker broker) throws Exception {
        Optional<Path> program = PrometheusServer.program();
        assumeTrue(program.isPresent(), "there is no prometheus on this machine");
        int port = LoopbackPort.free();
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, settings(shop, port));
                PrometheusServer prometheus = new PrometheusServer(program.get(), port);
                RoadApi api = new RoadApi(port)) {
            Endpoint healthy = road.endpoint("*");
            Endpoint failing = road.endpoint("*");
            Endpoint hanging = road.endpoint("*");
            road.customer().answer(failing.id(), Script.always(Reply.status(500)));
            road.customer().answer(hanging.id(), Script.always(Reply.HANG));
            road.start("one");
            Awaitility.await("prometheus sees the instance")
                    .until(() ->
                            prometheus.isReady()
                                    && !prometheus
                                            .query("hooklane_events_rejected_total == 0")
                                            .isEmpty());

            reject(road);
            Awaitility.await("the alert of rejected events")
                    .untilAsserted(() ->
                            assertThat(firing(prometheus, "HooklaneEventsRejected"))
                                    .containsExactly("not_json"));

            List<String> queries = queries();
            assertThat(queries).hasSizeGreaterThan(60);
            shop.apply(road, false);
            Awaitility.await("data for every panel")
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> {
                        road.publish("message.created", 20);
                        shop.pay(0, 2);
                        assertThat(queries)
                                .filteredOn(query -> prometheus.query(query).isEmpty())
                                .as("queries without data")
                                .isEmpty();
                    });
            assertThat(api.status("/health/ready")).isEqualTo(200);
            assertThat(healthRules(prometheus)).isNotEmpty().allMatch(each -> each.endsWith(" ok"));
            assertThat(road.customer().seen(healthy.id())).isNotEmpty();
        }
    }

    private static Map<String, String> settings(SourceShop shop, int port) {
        Map<String, String> settings = new HashMap<>(shop.settings());
        settings.putAll(
                Map.of(
                        "roles",
                        "fan-out,delivery,control-plane,sources",
                        "api.port",
                        Integer.toString(port),
                        "metrics.look-interval",
                        "1s",
                        "metrics.troubled-endpoints",
                        "10",
                        "delivery.timeout",
                        "1s",
                        "delivery.connect-timeout",
                        "500ms"));
        return settings;
    }

    private static void reject(Road road) {
        road.records()
                .write(
                        new ProducerRecord<>(
                                road.topics().events(),
                                "acme".getBytes(StandardCharsets.UTF_8),
                                "no JSON".getBytes(StandardCharsets.UTF_8)));
    }

    /** The reasons that an alert of that name fires for. */
    private static List<String> firing(PrometheusServer prometheus, String name) {
        return prometheus
                .alerts()
                .valueStream()
                .filter(alert -> alert.path("labels").path("alertname").asString().equals(name))
                .filter(alert -> alert.path("state").asString().equals("firing"))
                .map(alert -> alert.path("labels").path("reason").asString())
                .toList();
    }

    private static List<String> healthRules(PrometheusServer prometheus) {
        return prometheus
                .rules()
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(rule -> rule.path("name").asString() + " " + rule.path("health").asString())
                .toList();
    }

    /** Of all panels, with what Grafana would put in for its variables. */
    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(file));
                dashboard
                        .path("panels")
                        .valueStream()
                        .flatMap(panel -> panel.path("targets").valueStream())
                        .map(target -> target.path("expr").asString())
                        .map(query -> query.replace("$__rate_interval", "1m").replace("$job", ".*"))
                        .forEach(queries::add);
            }
        }
        return queries;
    }
}
