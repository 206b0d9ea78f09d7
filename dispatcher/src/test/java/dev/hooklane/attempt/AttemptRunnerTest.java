package dev.hooklane.attempt;

import static dev.hooklane.attempt.PlayedAttempts.delivery;
import static dev.hooklane.attempt.PlayedAttempts.history;
import static dev.hooklane.attempt.PlayedAttempts.topics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.offset.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What an attempt's outcome makes of its delivery. */
final class AttemptRunnerTest {
    private static final ErrorStatus FAILURE = new ErrorStatus(500, Optional.empty(), "");

    private final PlayedAttempts played = new PlayedAttempts();

    @Test
    void aDeliveredOneIsWrittenToHistoryAlone() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(topics(outcome)).containsExactly("hooklane.history");
        assertThat(history(outcome).status()).isEqualTo(new DeliveryStatus.Delivered());
        assertThat(history(outcome).attempts()).hasSize(1);
    }

    @Test
    void theWatchLearnsOfAttemptsAlone() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        played.run(LaneFixtures.delivery("evt_1"));
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Paused()));
        played.run(LaneFixtures.delivery("evt_2"));

        assertThat(played.watched).containsExactly("1 Finish[]");
    }

    @Test
    void aFailedOneGoesToItsStepWithItsAttempt() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        played.answer = FAILURE;

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(topics(outcome)).containsExactly("hooklane.retry.5m", "hooklane.history");
        Delivery waiting = delivery(outcome.writes().getFirst());
        assertThat(waiting.attempt()).isEqualTo(2);
        assertThat(waiting.notBefore()).isEmpty();
        assertThat(waiting.attempts()).extracting(Attempt::outcome).containsExactly(FAILURE);
        assertThat(history(outcome).status())
                .isEqualTo(
                        new DeliveryStatus.Waiting(
                                LaneFixtures.NOW.plusMillis(10).plus(Duration.ofMinutes(5))));
    }

    @Test
    void whatOurResolverKeepsFromBeingSentIsParkedAndNoAttempt() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        AttemptRunner runner =
                played.runner((_, _) -> {
                    throw new NotAttemptedException(
                            ParkReason.RESOLVER, "no answer", new IllegalStateException());
                });

        Outcome outcome =
                runner.run(new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1")));

        assertThat(topics(outcome)).containsExactly("hooklane.parked.10s");
        assertThat(delivery(outcome.writes().getFirst()).attempt()).isEqualTo(1);
        assertThat(outcome.attempt()).isEmpty();
        assertThat(played.watched).isEmpty();
    }

    @Test
    void ofAnErasedEventNothingIsSentOrWritten() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        Delivery delivery = LaneFixtures.delivery("evt_1");
        erase(delivery);

        Outcome outcome = played.run(delivery);

        assertThat(outcome.writes()).isEmpty();
        assertThat(played.sent).isEmpty();
    }

    @Test
    void whatIsErasedWhileItsAttemptIsInFlightIsNotToldOfAfterwards() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        AttemptRunner runner =
                played.runner((sending, _) -> {
                    erase(sending);
                    return LaneFixtures.attempt(sending.attempt(), FAILURE);
                });

        Outcome outcome =
                runner.run(new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1")));

        assertThat(outcome.writes()).isEmpty();
        assertThat(played.watched).isEmpty();
    }

    private void erase(Delivery delivery) {
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        Erasure erasure =
                new Erasure(
                        id,
                        delivery.event().account(),
                        Optional.of(delivery.event().id()),
                        played.now,
                        "one",
                        Optional.empty(),
                        List.of());
        played.erasures.follow(ErasureCodec.key(id), ErasureCodec.write(erasure));
    }

    @Test
    void aLongRetryAfterIsCarriedAlong() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        played.answer = new ErrorStatus(503, Optional.of(Duration.ofMinutes(20)), "");

        Delivery waiting = delivery(played.run(LaneFixtures.delivery("evt_1")).writes().getFirst());

        assertThat(waiting.notBefore())
                .contains(LaneFixtures.NOW.plusMillis(10).plus(Duration.ofMinutes(20)));
    }

    @Test
    void theFifthFailureIsADeadLetterWithAllFiveAttempts() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        played.answer = FAILURE;
        Delivery delivery = LaneFixtures.delivery("evt_1");
        for (int attempt = 1; attempt < 5; attempt++) {
            delivery = delivery(played.run(delivery).writes().getFirst());
        }

        Outcome last = played.run(delivery);

        assertThat(topics(last)).containsExactly("hooklane.dead-letters", "hooklane.history");
        assertThat(delivery(last.writes().getFirst()).attempts()).hasSize(5);
        assertThat(DeliveryRecords.optional(last.writes().getFirst().headers(), "hooklane-reason"))
                .contains("exhausted");
        assertThat(history(last).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        assertThat(played.sent).hasSize(5);
    }

    @Test
    void aFailedManualRetryIsADeadLetterAgain() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        played.answer = FAILURE;

        Outcome outcome =
                played.run(LaneFixtures.delivery("evt_1", LaneFixtures.ENDPOINT, Trigger.MANUAL));

        assertThat(topics(outcome)).containsExactly("hooklane.dead-letters", "hooklane.history");
    }

    @Test
    void goneIsADeadLetterAtOnce() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        played.answer = new ErrorStatus(410, Optional.empty(), "");

        assertThat(history(played.run(LaneFixtures.delivery("evt_1"))).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.GONE));
    }

    @Test
    void aFaultOfOursLosesNothing() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        AttemptRunner faulty =
                played.runner((_, _) -> {
                    throw new IllegalStateException("a bug");
                });

        Outcome outcome =
                faulty.run(new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1")));

        assertThat(topics(outcome)).containsExactly("hooklane.parked.10s");
        assertThat(delivery(outcome.writes().getFirst()).attempts()).isEmpty();
    }

    @Test
    void whatFailsByAFaultOfOursEachTimeEndsAsADeadLetterAfterADay() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        AttemptRunner faulty =
                played.runner((_, _) -> {
                    throw new IllegalStateException("a bug");
                });
        Instant begin = played.now;
        Parking parking = Parking.NEVER;
        int times = 0;
        Outcome outcome;
        do {
            Work work =
                    new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1"), parking);
            outcome = faulty.run(work);
            times++;
            ProducerRecord<byte[], byte[]> next = outcome.writes().getFirst();
            parking = Parking.of(next.headers());
            played.now = played.now.plus(parkedFor(next.topic()));
        } while (topics(outcome).getFirst().startsWith("hooklane.parked"));

        assertThat(times).isBetween(AttemptRunner.FAULTS_MIN, 500);
        assertThat(topics(outcome)).containsExactly("hooklane.dead-letters", "hooklane.history");
        assertThat(history(outcome).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.INTERNAL_ERROR));
        assertThat(Duration.between(begin, played.now))
                .isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    private static Duration parkedFor(String topic) {
        String delay = topic.substring(topic.lastIndexOf('.') + 1);
        return delay.matches("[0-9]+[smhd]")
                ? Duration.parse("PT" + delay.toUpperCase(Locale.ROOT))
                : Duration.ZERO;
    }
}
