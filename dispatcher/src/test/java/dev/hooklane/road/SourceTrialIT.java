package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandRun;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A trial shows what is published. */
@ExtendWith(Brokers.class)
class SourceTrialIT {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final String ORDERS =
            """
            name: orders
            cluster: shop
            topics: [%s]
            begin: earliest
            mapping:
              account: value.customer
              type: "'order.paid'"
              data: {orderId: value.order}
            """;

    @Test
    void theEventsOfATrialAreThoseThatArePublished(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, withApi(shop.settings()))) {
            road.operator().eventType("order.paid", "{}", "{}", false);
            road.start("one");
            shop.pay(0, 3);
            String file = ORDERS.formatted(SourceShop.TOPIC);

            CommandRun tried =
                    Runbook.hooklaneWith(
                            road, file, "sources", "try", "-f", "-", "--from", "earliest", "--json");
            road.endpoint("order.*");
            Runbook.hooklaneWith(road, file, "sources", "apply", "-f", "-");
            road.awaitRequests(3, WITHIN);

            List<String> events =
                    JsonMapper.shared()
                            .readTree(tried.out())
                            .path("records")
                            .valueStream()
                            .map(record -> record.path("event"))
                            .map(JsonNode::toString)
                            .toList();
            assertThat(road.records().on(road.topics().events()))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactlyInAnyOrderElementsOf(events);
        }
    }

    private static Map<String, String> withApi(Map<String, String> cluster) {
        Map<String, String> settings = new HashMap<>(cluster);
        settings.put("roles", "fan-out,delivery,control-plane,sources");
        return settings;
    }
}
