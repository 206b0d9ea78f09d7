package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.ErrorKind;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Deliveries and dead letters are told and retried over the API. */
@ExtendWith(SharedApi.class)
class DeliveriesApiIT {
    private static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");

    private final ApiFixture api;

    DeliveriesApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aDeliveryIsToldWithAllItsAttempts() throws Exception {
        Delivery delivery =
                delivery(api.endpoint("teller").text("id"), publish("teller", "evt_told"));
        api.decide(delivery, new DeliveryStatus.Waiting(HAPPENED.plusSeconds(1800)));

        Answer answer = known(delivery);

        assertThat(answer.text("status")).isEqualTo("waiting");
        assertThat(answer.text("nextAttemptAt")).isEqualTo("2024-01-15T11:00:00Z");
        assertThat(answer.text("event")).isEqualTo("evt_told");
        assertThat(answer.text("trigger")).isEqualTo("event");
        assertThat(answer.json().path("attempts").toString())
                .isEqualTo(
                        """
                        [{"number":1,"startedAt":"2024-01-15T10:30:00Z","durationMs":12,"outcome":"status_5xx","status":503,"response":"busy","retryAfterSeconds":7},\
                        {"number":2,"startedAt":"2024-01-15T10:35:00Z","durationMs":15000,"outcome":"timeout","detail":"no answer in 15 s"}]\
                        """);
    }

    @Test
    void aDeadLetterIsRetriedWithItsIdsAttemptsAndPayload() throws Exception {
        Delivery delivery =
                delivery(api.endpoint("retrier").text("id"), publish("retrier", "evt_retry"));
        api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("attempt").asInt()).isEqualTo(3);
        ConsumerRecord<byte[], byte[]> record = api.record(api.topics.deliveries(), "evt_retry");
        Delivery again = DeliveryRecords.read(record.key(), record.value(), record.headers());
        assertThat(again)
                .isEqualTo(
                        new Delivery(
                                delivery.id(),
                                delivery.endpoint(),
                                delivery.event(),
                                Trigger.MANUAL,
                                1,
                                3,
                                Optional.empty(),
                                delivery.attempts(),
                                delivery.payload()));
    }

    @Test
    void aDeadLetterThatIsBeingRetriedIsNotRetriedBesides() throws Exception {
        Delivery delivery =
                delivery(api.endpoint("hasty").text("id"), publish("hasty", "evt_hasty"));
        api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        known(delivery);
        String retry = "/v1/deliveries/" + delivery.id() + "/retry";

        Answer first = api.post(retry, "");
        Answer second = api.post(retry, "");

        assertThat(first.status()).isEqualTo(202);
        assertProblem(second, 409, null, "is already being retried");
    }

    @Test
    void onlyADeadLetterIsRetried() throws Exception {
        Delivery delivery = delivery(api.endpoint("fine").text("id"), publish("fine", "evt_fine"));
        api.decide(delivery, new DeliveryStatus.Delivered());
        known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertProblem(answer, 409, null, "is delivered; only a dead letter");
    }

    @Test
    void aDeadLetterOfAPausedOrDeletedEndpointIsNotRetried() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("away").text("id");
        Delivery delivery = delivery(path.substring(14), publish("away", "evt_away"));
        api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
        known(delivery);
        String retry = "/v1/deliveries/" + delivery.id() + "/retry";
        api.send("PATCH", path, "{\"state\":\"paused\"}");

        Answer paused = api.post(retry, "");
        api.send("DELETE", path, "");
        Answer deleted = api.post(retry, "");

        assertProblem(paused, 409, null, "is paused");
        assertProblem(deleted, 409, null, "is deleted");
    }

    @Test
    void aPayloadThatTheTopicNoLongerHoldsIsSaid() throws Exception {
        Delivery delivery =
                delivery(
                        api.endpoint("gone").text("id"),
                        new SourceEvent.Origin(0, 1_000_000),
                        "gone",
                        "evt_gone");
        api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.GONE));
        known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertProblem(answer, 409, null, "no longer holds the payload");
    }

    @Test
    void anUnknownDeliveryIsNotFound() throws Exception {
        DeliveryId id =
                DeliveryId.of(new EventId("evt_none"), HAPPENED)
                        .to(new EndpointId("ep_0000000000000000"));

        assertProblem(
                api.get("/v1/deliveries/" + id),
                404,
                null,
                "is not known: it was not attempted yet");
        assertProblem(api.post("/v1/deliveries/" + id + "/retry", ""), 404, null, "is not known");
    }

    @Test
    void deadLettersAreListedPageByPageAndOnlyWhileDead() throws Exception {
        String endpoint = api.endpoint("dead").text("id");
        String other = api.endpoint("dead").text("id");
        List<String> dead = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Delivery delivery =
                    delivery(i % 24 == 0 ? other : endpoint, publish("dead", "evt_dead" + i));
            api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
            if (i == 119) {
                api.decide(delivery, new DeliveryStatus.Delivered());
            } else {
                dead.addFirst(delivery.id().value());
            }
        }
        Awaitility.await()
                .until(() ->
                        listed("/v1/deliveries?status=dead&account=dead&limit=500").size() == 119);

        dead.sort(Comparator.reverseOrder());
        assertThat(listed("/v1/deliveries?status=dead&account=dead&limit=500")).isEqualTo(dead);
        assertThat(paged("/v1/deliveries?status=dead&account=dead&limit=50")).isEqualTo(dead);
        assertThat(listed("/v1/deliveries?endpoint=" + other + "&until=2024-01-15T10:30:00Z"))
                .isEmpty();
        assertThat(listed("/v1/deliveries?status=dead&account=dead&limit=5"))
                .isEqualTo(dead.subList(0, 5));
        assertThat(listed("/v1/deliveries?status=dead&endpoint=" + other)).hasSize(5);
        assertThat(listed("/v1/deliveries?status=dead&account=nobody")).isEmpty();
        JsonNode letter =
                api.get("/v1/deliveries?status=dead&endpoint=" + other)
                        .json()
                        .path("deliveries")
                        .path(0);
        assertThat(letter.path("reason").asString("")).isEqualTo("exhausted");
        assertThat(letter.path("attempts").asInt()).isEqualTo(2);
        assertThat(letter.path("lastAttempt").path("outcome").asString("")).isEqualTo("timeout");
        assertThat(letter.path("account").asString("")).isEqualTo("dead");
    }

    private Answer known(Delivery delivery) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> api.get("/v1/deliveries/" + delivery.id()),
                        answer -> answer.status() == 200);
    }

    @Test
    void anEventIsToldWithItsPayloadAndItsDeliveries() throws Exception {
        String first = api.endpoint("eventful").text("id");
        String second = api.endpoint("eventful").text("id");
        Answer published = publish("eventful", "evt_eventful");
        Delivery one = delivery(first, published);
        Delivery two = delivery(second, published);
        api.decide(one, new DeliveryStatus.Delivered());
        api.decide(two, new DeliveryStatus.Waiting(HAPPENED.plusSeconds(1800)));
        known(one);
        known(two);

        Answer event = api.get("/v1/events/evt_eventful");

        assertThat(event.json().path("payload").path("data").path("id").asString(""))
                .isEqualTo("evt_eventful");
        assertThat(event.json().path("deliveries").valueStream())
                .extracting(each -> each.path("id").asString(""))
                .containsExactlyInAnyOrder(one.id().value(), two.id().value());
        assertThat(listed("/v1/deliveries?event=evt_eventful&status=waiting"))
                .containsExactly(two.id().value());
        assertProblem(
                api.get("/v1/events/evt_never"), 404, null, "is not known: none of its deliveries");
    }

    private List<String> paged(String path) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(path + cursor);
            page.json().path("deliveries").forEach(each -> all.add(each.path("id").asString("")));
            cursor = page.json().path("next").isNull() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());
        return all;
    }

    private List<String> listed(String path) throws IOException, InterruptedException {
        return api.get(path)
                .json()
                .path("deliveries")
                .valueStream()
                .map(letter -> letter.path("id").asString(""))
                .toList();
    }

    private static Delivery delivery(String endpoint, Answer published) {
        return delivery(
                endpoint,
                new SourceEvent.Origin(
                        published.json().path("partition").asInt(),
                        published.json().path("offset").asLong()),
                published.text("account"),
                published.text("id"));
    }

    private Answer publish(String account, String event) throws IOException, InterruptedException {
        Answer answer =
                api.post(
                        "/v1/events",
                        """
                        {"account":"%s","id":"%s","type":"message.created","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
                        """
                                .formatted(account, event, event));
        ((ObjectNode) answer.json()).put("account", account);
        return answer;
    }

    private static Delivery delivery(
            String endpoint, SourceEvent.Origin origin, String account, String event) {
        EndpointId endpointId = new EndpointId(endpoint);
        EventId eventId = new EventId(event);
        return new Delivery(
                DeliveryId.of(eventId, HAPPENED).to(endpointId),
                endpointId,
                new SourceEvent(
                        eventId,
                        new EventType("message.created"),
                        new AccountId(account),
                        HAPPENED,
                        origin,
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                0,
                3,
                Optional.empty(),
                List.of(
                        new Attempt(
                                1,
                                HAPPENED,
                                Duration.ofMillis(12),
                                new AttemptOutcome.ErrorStatus(
                                        503, Optional.of(Duration.ofSeconds(7)), "busy")),
                        new Attempt(
                                2,
                                HAPPENED.plusSeconds(300),
                                Duration.ofSeconds(15),
                                new AttemptOutcome.NoResponse(
                                        ErrorKind.TIMEOUT, "no answer in 15 s"))),
                Payload.of(
                        """
                        {"id":"%s","type":"message.created","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
                        """
                                .formatted(event, event)
                                .getBytes(UTF_8)));
    }
}
