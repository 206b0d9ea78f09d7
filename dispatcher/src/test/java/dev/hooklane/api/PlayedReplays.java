package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Replays over the API, with the lane played by the test: it decides what becomes of each. */
final class PlayedReplays {
    static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");
    static final DeliveryStatus EXHAUSTED = new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED);

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final ApiFixture api;

    PlayedReplays(ApiFixture api) {
        this.api = api;
    }

    Answer start(String body, String endpoint) throws IOException, InterruptedException {
        return api.post("/v1/replays", body.formatted(endpoint));
    }

    JsonNode awaitState(String path, String state) {
        return awaitJson(path, json -> json.path("state").asString("").equals(state));
    }

    JsonNode awaitJson(String path, Predicate<JsonNode> condition) {
        return Awaitility.await().atMost(WITHIN).until(() -> api.get(path).json(), condition);
    }

    /** What was sent to the endpoint, once there are so many. */
    List<Delivery> bulk(String endpoint, int count) {
        return Awaitility.await()
                .atMost(WITHIN)
                .until(
                        () ->
                                api.written.records(api.topics.bulkDeliveries(), count).stream()
                                        .map(record ->
                                                DeliveryRecords.read(
                                                        record.key(),
                                                        record.value(),
                                                        record.headers()))
                                        .filter(each -> each.endpoint().value().equals(endpoint))
                                        .toList(),
                        found -> found.size() >= count);
    }

    /** Publishes an event, and has its delivery known like that. */
    Delivery told(
            String account, String endpoint, String event, Instant happened, DeliveryStatus status)
            throws IOException, InterruptedException {
        Answer published = publish(account, event, "message.created", happened);
        Delivery delivery =
                delivery(
                        account,
                        endpoint,
                        event,
                        happened,
                        new SourceEvent.Origin(
                                published.json().path("partition").asInt(),
                                published.json().path("offset").asLong()));
        api.lane.decide(delivery, status);
        awaitKnown(delivery);
        return delivery;
    }

    void awaitKnown(Delivery delivery) {
        Awaitility.await()
                .atMost(WITHIN)
                .until(() -> api.get("/v1/deliveries/" + delivery.id()).status() == 200);
    }

    Answer publish(String account, String event, String type, Instant happened)
            throws IOException, InterruptedException {
        return api.post(
                "/v1/events",
                """
                {"account":"%s","id":"%s","type":"%s","timestamp":"%s","data":{"n":"%s"}}\
                """
                        .formatted(account, event, type, happened, event));
    }

    static DeliveryId id(String event, Instant happened, String endpoint) {
        return DeliveryId.of(new EventId(event), happened).to(new EndpointId(endpoint));
    }

    static Delivery delivery(
            String account,
            String endpoint,
            String event,
            Instant happened,
            SourceEvent.Origin origin) {
        return Delivery.first(
                id(event, happened, endpoint),
                new EndpointId(endpoint),
                new SourceEvent(
                        new EventId(event),
                        new EventType("message.created"),
                        new AccountId(account),
                        happened,
                        origin,
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                Payload.of("{}".getBytes(UTF_8)));
    }
}
