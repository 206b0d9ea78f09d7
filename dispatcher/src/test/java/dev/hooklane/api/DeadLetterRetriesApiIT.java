package dev.hooklane.api;

import static dev.hooklane.api.PlayedDeliveries.delivery;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dead letters are retried over the API. */
@ExtendWith(SharedApi.class)
class DeadLetterRetriesApiIT {
    private final ApiFixture api;
    private final PlayedDeliveries played;

    DeadLetterRetriesApiIT(ApiFixture api) {
        this.api = api;
        this.played = new PlayedDeliveries(api);
    }

    @Test
    void aDeadLetterIsRetriedWithItsIdsAttemptsAndPayload() throws Exception {
        Delivery delivery =
                delivery(
                        api.endpoint("retrier").text("id"), played.publish("retrier", "evt_retry"));
        api.lane.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        played.known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("attempt").asInt()).isEqualTo(3);
        ConsumerRecord<byte[], byte[]> record =
                api.written.record(api.topics.deliveries(), "evt_retry");
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
                delivery(api.endpoint("hasty").text("id"), played.publish("hasty", "evt_hasty"));
        api.lane.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        played.known(delivery);
        String retry = "/v1/deliveries/" + delivery.id() + "/retry";

        Answer first = api.post(retry, "");
        Answer second = api.post(retry, "");

        assertThat(first.status()).isEqualTo(202);
        assertProblem(second, 409, null, "is already being retried");
    }

    @Test
    void onlyADeadLetterIsRetried() throws Exception {
        Delivery delivery =
                delivery(api.endpoint("fine").text("id"), played.publish("fine", "evt_fine"));
        api.lane.decide(delivery, new DeliveryStatus.Delivered());
        played.known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertProblem(answer, 409, null, "is delivered; only a dead letter");
    }

    @Test
    void oneThatWasDeliveredIsSentAgainIfThatIsAskedFor() throws Exception {
        Delivery delivery =
                delivery(api.endpoint("again").text("id"), played.publish("again", "evt_again"));
        api.lane.decide(delivery, new DeliveryStatus.Delivered());
        played.known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry?status=delivered", "");

        assertThat(answer.status()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record =
                api.written.record(api.topics.deliveries(), "evt_again");
        Delivery again = DeliveryRecords.read(record.key(), record.value(), record.headers());
        assertThat(again.trigger()).isEqualTo(Trigger.MANUAL);
        assertThat(again.round()).isEqualTo(1);
        assertThat(again.attempt()).isEqualTo(3);
    }

    @Test
    void anotherStatusThanTheWantedOneIsRefusedWithTheReason() throws Exception {
        String endpoint = api.endpoint("other").text("id");
        Delivery dead = delivery(endpoint, played.publish("other", "evt_other_dead"));
        Delivery waiting = delivery(endpoint, played.publish("other", "evt_other_waiting"));
        Delivery cancelled = delivery(endpoint, played.publish("other", "evt_other_cancelled"));
        api.lane.decide(dead, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        api.lane.decide(waiting, new DeliveryStatus.Waiting(Instant.parse("2100-01-15T10:35:00Z")));
        api.lane.decide(cancelled, new DeliveryStatus.Cancelled());
        played.known(dead);
        played.known(waiting);
        played.known(cancelled);

        assertProblem(
                api.post("/v1/deliveries/" + dead.id() + "/retry?status=delivered", ""),
                409,
                null,
                "is dead; status=delivered asks for one that was delivered");
        assertProblem(
                api.post("/v1/deliveries/" + waiting.id() + "/retry", ""),
                409,
                null,
                "is waiting; it is attempted again by itself, at about 2100-01-15T10:35:00Z");
        assertProblem(
                api.post("/v1/deliveries/" + cancelled.id() + "/retry?status=delivered", ""),
                409,
                null,
                "is cancelled; its endpoint was deleted or its event was erased");
        assertProblem(
                api.post("/v1/deliveries/" + waiting.id() + "/retry?status=waiting", ""),
                400,
                "status",
                "status 'waiting' is not one of dead, delivered");
    }

    @Test
    void aDeadLetterOfAPausedOrDeletedEndpointIsNotRetried() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("away").text("id");
        Delivery delivery = delivery(path.substring(14), played.publish("away", "evt_away"));
        api.lane.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
        played.known(delivery);
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
        api.lane.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.GONE));
        played.known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertProblem(answer, 409, null, "no longer holds the payload");
    }
}
