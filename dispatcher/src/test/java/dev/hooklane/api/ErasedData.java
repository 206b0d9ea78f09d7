package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What is there to be erased, and whether it is gone. */
final class ErasedData {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");

    private final ApiFixture api;

    ErasedData(ApiFixture api) {
        this.api = api;
    }

    JsonNode awaitDone(String path) {
        return Awaitility.await("the erasure is done")
                .atMost(WITHIN)
                .until(
                        () -> api.get(path).json(),
                        json -> json.path("state").asString("").equals("done"));
    }

    void assertRemoved(String topic, String key) {
        assertThat(api.written.records(topic, 1))
                .filteredOn(record -> new String(record.key(), UTF_8).equals(key))
                .isNotEmpty()
                .last()
                .satisfies(record -> assertThat(record.value()).isNull());
    }

    /** Has begun, and is paused. */
    String replay(String endpoint) throws Exception {
        String id =
                api.post(
                                "/v1/replays",
                                "{\"endpoint\":\"%s\",\"select\":{\"types\":[\"message.deleted\"]}}"
                                        .formatted(endpoint))
                        .text("id");
        api.post("/v1/replays/" + id + "/pause", "");
        String progress = id + "/progress";
        Awaitility.await()
                .atMost(WITHIN)
                .until(() ->
                        api.written.records(api.topics.replays(), 1).stream()
                                .anyMatch(record ->
                                        new String(record.key(), UTF_8).equals(progress)));
        return id;
    }

    String key(String account) throws Exception {
        return api.post(
                        "/v1/keys",
                        "{\"name\":\"k\",\"role\":\"account\",\"account\":\"%s\"}"
                                .formatted(account))
                .text("id");
    }

    /** Publishes an event, and has its delivery known like that. */
    Delivery told(String account, String endpoint, String event, DeliveryStatus status)
            throws Exception {
        Answer published =
                api.post(
                        "/v1/events",
                        """
                        {"account":"%s","id":"%s","type":"message.created","timestamp":"2024-01-15T10:30:00Z","data":{}}\
                        """
                                .formatted(account, event));
        EndpointId endpointId = new EndpointId(endpoint);
        EventId eventId = new EventId(event);
        Delivery delivery =
                Delivery.first(
                        DeliveryId.of(eventId, HAPPENED).to(endpointId),
                        endpointId,
                        new SourceEvent(
                                eventId,
                                new EventType("message.created"),
                                new AccountId(account),
                                HAPPENED,
                                new SourceEvent.Origin(
                                        published.json().path("partition").asInt(),
                                        published.json().path("offset").asLong()),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        Payload.of("{}".getBytes(UTF_8)));
        api.lane.decide(delivery, status);
        Awaitility.await()
                .atMost(WITHIN)
                .until(() -> api.get("/v1/deliveries/" + delivery.id()).status() == 200);
        return delivery;
    }

    void set(String topic, Map<String, String> settings) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", api.broker.bootstrapServers()))) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                    settings.entrySet().stream()
                                            .map(setting ->
                                                    new AlterConfigOp(
                                                            new ConfigEntry(
                                                                    setting.getKey(),
                                                                    setting.getValue()),
                                                            AlterConfigOp.OpType.SET))
                                            .toList()))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    Duration setting(ConfigResource of, String name) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", api.broker.bootstrapServers()))) {
            Config config =
                    admin.describeConfigs(List.of(of))
                            .all()
                            .get(10, TimeUnit.SECONDS)
                            .values()
                            .iterator()
                            .next();
            return Duration.ofMillis(Long.parseLong(config.get(name).value()));
        }
    }
}
