package dev.hooklane.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.poll.DeliveryMeter;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class AttemptRunnerTest {
    private static final ErrorStatus FAILURE = new ErrorStatus(500, Optional.empty(), "");

    private final EndpointDirectory directory = new EndpointDirectory();
    private final Erasures erasures = new Erasures();
    private final List<Delivery> sent = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();
    private final List<ParkReason> parked = new ArrayList<>();
    private BooleanSupplier endpointsRead = () -> true;
    private AttemptOutcome answer = new Success(200, "");
    private Instant now = LaneFixtures.NOW;

    @Test
    void aDeliveredOneIsWrittenToHistoryAlone() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));

        Outcome outcome = run(LaneFixtures.delivery("evt_1"));

        assertThat(topics(outcome)).containsExactly("hooklane.history");
        assertThat(history(outcome).status()).isEqualTo(new DeliveryStatus.Delivered());
        assertThat(history(outcome).attempts()).hasSize(1);
    }

    @Test
    void theWatchLearnsOfAttemptsAlone() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        run(LaneFixtures.delivery("evt_1"));
        directory.put(LaneFixtures.endpoint(new EndpointState.Paused()));
        run(LaneFixtures.delivery("evt_2"));

        assertThat(watched).containsExactly("1 Finish[]");
    }

    @Test
    void aFailedOneGoesToItsStepWithItsAttempt() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        answer = FAILURE;

        Outcome outcome = run(LaneFixtures.delivery("evt_1"));

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
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        AttemptRunner runner =
                runner((_, _) -> {
                    throw new NotAttemptedException(
                            ParkReason.RESOLVER, "no answer", new IllegalStateException());
                });

        Outcome outcome =
                runner.run(new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1")));

        assertThat(topics(outcome)).containsExactly("hooklane.parked.10s");
        assertThat(delivery(outcome.writes().getFirst()).attempt()).isEqualTo(1);
        assertThat(outcome.attempt()).isEmpty();
        assertThat(watched).isEmpty();
    }

    @Test
    void ofAnErasedEventNothingIsSentOrWritten() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        Delivery delivery = LaneFixtures.delivery("evt_1");
        erase(delivery);

        Outcome outcome = run(delivery);

        assertThat(outcome.writes()).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void whatIsErasedWhileItsAttemptIsInFlightIsNotToldOfAfterwards() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        AttemptRunner runner =
                runner((sending, _) -> {
                    erase(sending);
                    return LaneFixtures.attempt(sending.attempt(), FAILURE);
                });

        Outcome outcome =
                runner.run(new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1")));

        assertThat(outcome.writes()).isEmpty();
        assertThat(watched).isEmpty();
    }

    private void erase(Delivery delivery) {
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        Erasure erasure =
                new Erasure(
                        id,
                        delivery.event().account(),
                        Optional.of(delivery.event().id()),
                        now,
                        "one",
                        Optional.empty(),
                        List.of());
        erasures.follow(ErasureCodec.key(id), ErasureCodec.write(erasure));
    }

    @Test
    void aLongRetryAfterIsCarriedAlong() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        answer = new ErrorStatus(503, Optional.of(Duration.ofMinutes(20)), "");

        Delivery waiting = delivery(run(LaneFixtures.delivery("evt_1")).writes().getFirst());

        assertThat(waiting.notBefore())
                .contains(LaneFixtures.NOW.plusMillis(10).plus(Duration.ofMinutes(20)));
    }

    @Test
    void theFifthFailureIsADeadLetterWithAllFiveAttempts() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        answer = FAILURE;
        Delivery delivery = LaneFixtures.delivery("evt_1");
        for (int attempt = 1; attempt < 5; attempt++) {
            delivery = delivery(run(delivery).writes().getFirst());
        }

        Outcome last = run(delivery);

        assertThat(topics(last)).containsExactly("hooklane.dead-letters", "hooklane.history");
        assertThat(delivery(last.writes().getFirst()).attempts()).hasSize(5);
        assertThat(DeliveryRecords.optional(last.writes().getFirst().headers(), "hooklane-reason"))
                .contains("exhausted");
        assertThat(history(last).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        assertThat(sent).hasSize(5);
    }

    @Test
    void aFailedManualRetryIsADeadLetterAgain() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        answer = FAILURE;

        Outcome outcome =
                run(LaneFixtures.delivery("evt_1", LaneFixtures.ENDPOINT, Trigger.MANUAL));

        assertThat(topics(outcome)).containsExactly("hooklane.dead-letters", "hooklane.history");
    }

    @Test
    void goneIsADeadLetterAtOnce() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        answer = new ErrorStatus(410, Optional.empty(), "");

        assertThat(history(run(LaneFixtures.delivery("evt_1"))).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.GONE));
    }

    @Test
    void aPausedEndpointIsNotCalled() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Paused()));

        Outcome outcome = run(LaneFixtures.delivery("evt_1"));

        assertThat(sent).isEmpty();
        assertThat(topics(outcome)).containsExactly("hooklane.dead-letters", "hooklane.history");
        assertThat(history(outcome).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
    }

    @Test
    void aDisabledEndpointIsNotCalled() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Disabled("answered 410")));

        Outcome outcome = run(LaneFixtures.delivery("evt_1"));

        assertThat(sent).isEmpty();
        assertThat(history(outcome).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_DISABLED));
    }

    @Test
    void aDeletedEndpointsDeliveryIsCancelled() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        directory.remove(LaneFixtures.ENDPOINT);

        Outcome outcome = run(LaneFixtures.delivery("evt_1"));

        assertThat(topics(outcome)).containsExactly("hooklane.history");
        assertThat(history(outcome).status()).isEqualTo(new DeliveryStatus.Cancelled());
    }

    @Test
    void anEndpointThatIsNotKnownIsWaitedForWhateverTheClockSays() {
        otherEndpoint();
        now = LaneFixtures.NOW.plus(Duration.ofDays(20));

        Outcome outcome = run(LaneFixtures.delivery("evt_1"));

        assertThat(topics(outcome)).containsExactly("hooklane.parked.10s");
        assertThat(delivery(outcome.writes().getFirst()).attempt()).isEqualTo(1);
        assertThat(parked).containsExactly(ParkReason.ENDPOINT_UNKNOWN);
    }

    @Test
    void anEndpointThatIsNotKnownIsWaitedForAsLongAsTheDirectoryLags() {
        otherEndpoint();
        endpointsRead = () -> false;

        assertThat(topics(runParked(1_000))).containsExactly("hooklane.parked.10m");
        assertThat(parked).containsExactly(ParkReason.ENDPOINT_UNKNOWN);
    }

    @Test
    void anEndpointThatIsFoundOnReadingOnIsAttempted() {
        otherEndpoint();
        endpointsRead =
                () -> {
                    directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
                    return true;
                };

        assertThat(history(runParked(1)).status()).isEqualTo(new DeliveryStatus.Delivered());
    }

    @Test
    void anEndpointOfWhichTheTopicHoldsNothingAnyMoreWasDeleted() {
        otherEndpoint();

        assertThat(history(runParked(1)).status()).isEqualTo(new DeliveryStatus.Cancelled());
    }

    @Test
    void aTopicThatHoldsNothingAtAllProvesNothing() {
        assertThat(topics(runParked(1))).containsExactly("hooklane.parked.10s");
    }

    @Test
    void aDeliveryOfASealedEndpointIsHeld() {
        directory.put(LaneFixtures.sealedEndpoint(new EndpointState.Enabled()));

        Outcome outcome = run(LaneFixtures.delivery("evt_1"));

        assertThat(sent).isEmpty();
        assertThat(topics(outcome)).containsExactly("hooklane.parked.10s");
        assertThat(parked).containsExactly(ParkReason.ENDPOINT_SEALED);
    }

    @Test
    void whatASealedEndpointsStateSaysCounts() {
        directory.put(LaneFixtures.sealedEndpoint(new EndpointState.Paused()));

        assertThat(history(run(LaneFixtures.delivery("evt_1"))).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
    }

    private void otherEndpoint() {
        directory.remove(new EndpointId("ep_0000000000000000"));
    }

    /** A delivery that has been parked so often in as many seconds. */
    private Outcome runParked(int times) {
        long since = now.minusSeconds(times).toEpochMilli();
        return runner((sending, _) -> LaneFixtures.attempt(sending.attempt(), answer))
                .run(
                        new Work(
                                LaneFixtures.partition(),
                                0,
                                LaneFixtures.delivery("evt_1"),
                                new Parking(times, since, since)));
    }

    @Test
    void aFaultOfOursLosesNothing() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        AttemptRunner faulty =
                runner((_, _) -> {
                    throw new IllegalStateException("a bug");
                });

        Outcome outcome =
                faulty.run(new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1")));

        assertThat(topics(outcome)).containsExactly("hooklane.parked.10s");
        assertThat(delivery(outcome.writes().getFirst()).attempts()).isEmpty();
    }

    @Test
    void whatFailsByAFaultOfOursEachTimeEndsAsADeadLetterAfterADay() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        AttemptRunner faulty =
                runner((_, _) -> {
                    throw new IllegalStateException("a bug");
                });
        Instant begin = now;
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
            now = now.plus(parkedFor(next.topic()));
        } while (topics(outcome).getFirst().startsWith("hooklane.parked"));

        assertThat(times).isBetween(AttemptRunner.FAULTS_MIN, 500);
        assertThat(topics(outcome)).containsExactly("hooklane.dead-letters", "hooklane.history");
        assertThat(history(outcome).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.INTERNAL_ERROR));
        assertThat(Duration.between(begin, now))
                .isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    private static Duration parkedFor(String topic) {
        String delay = topic.substring(topic.lastIndexOf('.') + 1);
        return delay.matches("[0-9]+[smhd]")
                ? Duration.parse("PT" + delay.toUpperCase(Locale.ROOT))
                : Duration.ZERO;
    }

    private Outcome run(Delivery delivery) {
        AttemptRunner runner =
                runner((sending, _) -> {
                    sent.add(sending);
                    return LaneFixtures.attempt(sending.attempt(), answer);
                });
        return runner.run(new Work(LaneFixtures.partition(), 0, delivery));
    }

    private AttemptRunner runner(AttemptSender sender) {
        InstantSource clock = () -> now;
        DeliveryMeter meter = LaneFixtures.parkMeter(parked::add);
        OutcomeWriter outcomes =
                new OutcomeWriter(
                        new Topics("hooklane.", RetrySchedule.DEFAULT, 0),
                        new RetryRules(RetrySchedule.DEFAULT),
                        new TopicPartitions(_ -> 4),
                        erasures,
                        clock,
                        meter);
        EndpointWatch watch =
                (_, _, attempt, next, _) -> watched.add(attempt.number() + " " + next);
        return new AttemptRunner(
                new EndpointAccess(directory, () -> endpointsRead.getAsBoolean(), sender, watch),
                outcomes,
                AttemptLog.atMost(0),
                meter);
    }

    private static List<String> topics(Outcome outcome) {
        return outcome.writes().stream().map(ProducerRecord::topic).toList();
    }

    private static Delivery delivery(ProducerRecord<byte[], byte[]> record) {
        return DeliveryRecords.read(record.key(), record.value(), record.headers());
    }

    private static DeliveryHistory history(Outcome outcome) {
        return HistoryCodec.read(outcome.writes().getLast().value());
    }
}
