package dev.hooklane.poll;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Each promise that the judge holds a schedule to can be broken. */
final class SimulationJudgeTest {
    private static final RetrySchedule SCHEDULE = RetrySchedule.parse("0s,10s");
    private static final AttemptOutcome OK = new AttemptOutcome.Success(200, "");
    private static final AttemptOutcome FAILURE =
            new AttemptOutcome.ErrorStatus(500, Optional.empty(), "");

    private final Topics topics = new Topics("hooklane.", SCHEDULE, 0);
    private final SimulatedKafka kafka =
            new SimulatedKafka(
                    List.of(topics.history(), topics.deadLetters(), topics.rejected()),
                    List.of(),
                    1,
                    () -> 0);
    private final SimulationJudge judge = new SimulationJudge(kafka, topics, SCHEDULE);
    private final Delivery delivery = LaneFixtures.delivery("evt_1");

    @Test
    void aDeliveryThatSucceededKeepsAllPromises() {
        judge.expect(delivery, 1);
        request(1, LaneFixtures.NOW, OK);
        tell(new DeliveryStatus.Delivered(), LaneFixtures.attempt(1, OK));

        assertThatCode(judge::judge).doesNotThrowAnyException();
    }

    @Test
    void aDeliveryWithoutHistoryIsLost() {
        judge.expect(delivery, 1);

        assertThatThrownBy(judge::judge).hasMessageContaining("is lost");
    }

    @Test
    void aDeliveryThatOnlyWaitsIsNotDone() {
        judge.expect(delivery, 1);
        tell(new DeliveryStatus.Waiting(LaneFixtures.NOW), LaneFixtures.attempt(1, FAILURE));

        assertThatThrownBy(judge::judge).hasMessageContaining("is said to be Waiting");
    }

    @Test
    void aSuccessThatNoEndpointSawIsNone() {
        judge.expect(delivery, 1);
        tell(new DeliveryStatus.Delivered(), LaneFixtures.attempt(1, OK));

        assertThatThrownBy(judge::judge).hasMessageContaining("is said to be Delivered");
    }

    @Test
    void aDeadLetterMustBeThere() {
        judge.expect(delivery, 1);
        tell(new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED), LaneFixtures.attempt(1, FAILURE));

        assertThatThrownBy(judge::judge).hasMessageContaining("is said to be Dead");
    }

    @Test
    void aDeliveryIsCancelledWithItsEndpointAlone() {
        judge.expect(delivery, 1);
        tell(new DeliveryStatus.Cancelled());

        assertThatThrownBy(judge::judge).hasMessageContaining("is said to be Cancelled");
    }

    @Test
    void anOutcomeIsWrittenOnce() {
        judge.expect(delivery, 1);
        request(1, LaneFixtures.NOW, OK);
        tell(new DeliveryStatus.Delivered(), LaneFixtures.attempt(1, OK));
        tell(new DeliveryStatus.Delivered(), LaneFixtures.attempt(1, OK));

        assertThatThrownBy(judge::judge).hasMessageContaining("has an outcome twice");
    }

    @Test
    void aRetryIsNeverEarly() {
        judge.expect(delivery, 1);
        request(1, LaneFixtures.NOW, FAILURE);
        Attempt failed = LaneFixtures.attempt(1, FAILURE);
        tell(new DeliveryStatus.Waiting(LaneFixtures.NOW), failed);
        request(2, failed.endedAt().plus(Duration.ofSeconds(10)).minusMillis(1), OK);
        tell(new DeliveryStatus.Delivered(), failed, LaneFixtures.attempt(2, OK));

        assertThatThrownBy(judge::judge).hasMessageContaining("came early");
    }

    @Test
    void anAttemptBeyondTheScheduleIsOneTooMany() {
        request(3, LaneFixtures.NOW, OK);

        assertThatThrownBy(judge::judge).hasMessageContaining("is beyond the schedule");
    }

    @Test
    void aRequestWhoseOutcomeIsCommittedIsNotRepeated() {
        request(1, LaneFixtures.NOW, OK);
        tell(new DeliveryStatus.Delivered(), LaneFixtures.attempt(1, OK));
        request(1, LaneFixtures.NOW, OK);

        assertThatThrownBy(judge::judge).hasMessageContaining("its outcome was committed");
    }

    private void request(int attempt, Instant at, AttemptOutcome outcome) {
        Delivery before = delivery;
        for (int number = 1; number < attempt; number++) {
            before = before.after(LaneFixtures.attempt(number, FAILURE), Optional.empty());
        }
        judge.requested(before, at, outcome, true, 1);
    }

    private void tell(DeliveryStatus status, Attempt... attempts) {
        kafka.append(
                new ProducerRecord<>(
                        topics.history(),
                        0,
                        HistoryCodec.key(delivery.id()),
                        HistoryCodec.write(
                                DeliveryHistory.of(
                                        delivery, status, List.of(attempts), LaneFixtures.NOW))));
    }
}
