package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Brokers.class)
class FiveAttemptsIT {
    private static final String TYPE = "message.created";

    @Test
    void attemptsHappenAtTheSchedulesTimes(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,1s,2s,3s,4s"))) {
            Endpoint failing = road.endpoint("message.*");
            Endpoint recovering = road.endpoint("message.*");
            road.customer().answer(failing.id(), Script.always(Reply.status(500)));
            road.customer()
                    .answer(
                            recovering.id(),
                            Script.byAttempt(Reply.status(500), Reply.status(302), Reply.OK));
            road.start("one");

            road.publish(TYPE, 50);
            road.awaitSettled();

            Run run = road.judge();
            System.out.println("FiveAttemptsIT " + NeverEarly.describe(run));
            road.awaitNoLag();
            assertThat(road.customer().seen(failing.id())).hasSize(50 * 5);
            assertThat(road.customer().seen(recovering.id())).hasSize(50 * 3);
        }
    }

    @Test
    void fifthFailureMakesADeadLetterWithAllFiveAttempts(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), attempt -> Reply.status(500 + attempt.attempt()));
            road.start("one");

            Event event = road.publish(TYPE);
            road.awaitSettled();

            road.judge();
            Delivery letter = onlyDeadLetter(road);
            assertThat(letter.id()).isEqualTo(Road.delivery(event, endpoint));
            assertThat(letter.payload()).isEqualTo(event.payload());
            assertThat(letter.attempts())
                    .extracting(Attempt::number)
                    .containsExactly(1, 2, 3, 4, 5);
            assertThat(letter.attempts())
                    .extracting(FiveAttemptsIT::status)
                    .containsExactly(501, 502, 503, 504, 505);
            assertThat(road.records().histories().latest(letter.id()))
                    .map(DeliveryHistory::status)
                    .contains(new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        }
    }

    @Test
    void manualRetryDeliversWithTheSameIdsAndAnotherFailureGoesBack(Broker broker) {
        try (Road road =
                Road.on(
                        broker,
                        Map.of(
                                "retry.schedule",
                                "0s,100ms,100ms,100ms,100ms",
                                "roles",
                                "fan-out,delivery,control-plane"))) {
            Endpoint endpoint = road.endpoint("*");
            road.customer()
                    .answer(
                            endpoint.id(),
                            attempt -> attempt.attempt() < 7 ? Reply.status(500) : Reply.OK);
            road.start("one");
            Event event = road.publish(TYPE);
            DeliveryId id = Road.delivery(event, endpoint);
            road.awaitSettled();

            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                api.retry(id, 5);
                road.await(id, history -> history.attempts().size() == 6);
                assertThat(road.records().deadLetters()).hasSize(2);
                api.retry(id, 6);
            }
            DeliveryHistory last = road.await(id, history -> history.attempts().size() == 7);

            road.judge();
            assertThat(last.status()).isInstanceOf(DeliveryStatus.Delivered.class);
            assertThat(road.customer().seen(endpoint.id()))
                    .extracting(SeenAttempt::attempt)
                    .containsExactly(1, 2, 3, 4, 5, 6, 7);
            assertThat(road.customer().seen(endpoint.id()))
                    .allMatch(seen -> seen.delivery().equals(id.value()))
                    .allMatch(seen -> seen.event().equals(event.id().value()));
        }
    }

    private static Delivery onlyDeadLetter(Road road) {
        List<Delivery> letters = road.records().deadLetters();
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private static int status(Attempt attempt) {
        return switch (attempt.outcome()) {
            case AttemptOutcome.Success(int status, _) -> status;
            case AttemptOutcome.ErrorStatus(int status, _, _) -> status;
            case AttemptOutcome.NoResponse _ -> 0;
        };
    }
}
