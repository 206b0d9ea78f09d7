package dev.hooklane.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.offset.OffsetLedger;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class LeasesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int PRESSURE = 10;

    private final Leases leases =
            new Leases(
                    "hooklane.leases",
                    new LeaseRules(PRESSURE, Duration.ofSeconds(1)),
                    LaneFixtures.outcomes(
                            new Topics("hooklane.", RetrySchedule.DEFAULT, 0),
                            RetrySchedule.DEFAULT,
                            new TopicPartitions(_ -> 4),
                            () -> LaneFixtures.NOW),
                    LaneFixtures.noMeter());
    private final OwnedPartition deliveries = LaneFixtures.partition();
    private final OwnedPartition home = partition("hooklane.leases");
    private final Work slow = LaneFixtures.work(deliveries, 0);

    @Test
    void whatIsInHandForASecondIsCopiedAndItsOffsetIsDoneWithTheCopy() {
        takeInHand(PRESSURE + 1);

        List<Outcome> copies = leases.due(List.of(deliveries), SECOND);

        Outcome copy = copies.getFirst();
        assertThat(copy.partition()).isEqualTo(deliveries);
        assertThat(copy.offset()).isZero();
        assertThat(topics(copy)).containsExactly("hooklane.leases");
        assertThat(delivery(copy)).isEqualTo(slow.delivery());
    }

    @Test
    void nothingIsCopiedWhileTheWindowHasRoom() {
        takeInHand(PRESSURE);

        assertThat(leases.due(List.of(deliveries), SECOND)).isEmpty();
    }

    @Test
    void nothingIsCopiedThatIsInHandForLess() {
        takeInHand(PRESSURE + 1);

        assertThat(leases.due(List.of(deliveries), SECOND - 1)).isEmpty();
    }

    @Test
    void nothingIsCopiedTwice() {
        takeInHand(PRESSURE + 1);
        leases.due(List.of(deliveries), SECOND);

        assertThat(leases.due(List.of(deliveries), 2 * SECOND)).isEmpty();
    }

    @Test
    void aCopyIsNeverCopied() {
        home.ledger().observedUpTo(0);
        for (int offset = 0; offset <= PRESSURE; offset++) {
            boolean _ = home.ledger().observe(offset);
            leases.submitted(LaneFixtures.work(home, offset), 0);
        }

        assertThat(leases.due(List.of(home), SECOND)).isEmpty();
    }

    @Test
    void anOutcomeWithoutALeaseCompletesItsOwnOffset() {
        leases.submitted(slow, 0);

        assertThat(leases.finished(outcome(slow))).contains(outcome(slow));
    }

    @Test
    void anOutcomeCompletesTheCopyThatWasReadBack() {
        lease();
        assertThat(leases.read(home, 7, slow.delivery())).isEqualTo(new Leases.Read.InFlight());

        Outcome outcome = leases.finished(outcome(slow)).orElseThrow();

        assertThat(outcome.partition()).isEqualTo(home);
        assertThat(outcome.offset()).isEqualTo(7);
    }

    @Test
    void aDeliveryWhoseCopyIsRefusedStaysWhereItIs() {
        takeInHand(PRESSURE + 1);
        Outcome copy = leases.due(List.of(deliveries), SECOND).getFirst();

        assertThat(leases.refused(copy)).isEmpty();

        assertThat(leases.due(List.of(deliveries), 2 * SECOND)).isEmpty();
        assertThat(leases.finished(outcome(slow))).contains(outcome(slow));
    }

    @Test
    void anOutcomeThatWaitedForACopyThatIsRefusedWaitsNoLonger() {
        takeInHand(PRESSURE + 1);
        Outcome copy = leases.due(List.of(deliveries), SECOND).getFirst();
        assertThat(leases.finished(outcome(slow))).isEmpty();

        assertThat(leases.refused(copy)).contains(outcome(slow));
        assertThat(leases.waiting()).isZero();
    }

    @Test
    void anOutcomeWaitsForItsCopyToBeReadBack() {
        lease();
        assertThat(leases.finished(outcome(slow))).isEmpty();
        assertThat(leases.waiting()).isEqualTo(1);

        Leases.Read read = leases.read(home, 7, slow.delivery());

        assertThat(read).isEqualTo(new Leases.Read.Ended(outcome(slow).at(home, 7)));
        assertThat(leases.waiting()).isZero();
    }

    @Test
    void aCopyOfAnotherInstanceIsAnOrphan() {
        assertThat(leases.read(home, 7, slow.delivery())).isEqualTo(new Leases.Read.Orphan());
    }

    @Test
    void anOutcomeWhoseCopyIsNeverReadBackIsGivenUpAndItsCopyIsAnOrphan() {
        lease();
        Optional<Outcome> _ = leases.finished(outcome(slow));
        List<Outcome> _ = leases.due(List.of(), 2 * SECOND);

        List<Outcome> _ = leases.due(List.of(), 200 * SECOND);

        assertThat(leases.waiting()).isZero();
        assertThat(leases.read(home, 7, slow.delivery())).isEqualTo(new Leases.Read.Orphan());
    }

    @Test
    void aLeaseEndsWithTheOwnership() {
        lease();
        Optional<Outcome> _ = leases.finished(outcome(slow));
        deliveries.giveUp();

        assertThat(leases.read(home, 7, slow.delivery())).isEqualTo(new Leases.Read.Orphan());
        assertThat(leases.waiting()).isZero();
    }

    @Test
    void anOutcomeOfAPartitionThatWasLostWaitsForNoCopy() {
        lease();
        deliveries.giveUp();

        Optional<Outcome> finished = leases.finished(outcome(slow));

        assertThat(finished).contains(outcome(slow));
        assertThat(leases.waiting()).isZero();
    }

    /** The first stays in flight, so that all behind it are open. */
    private void takeInHand(int count) {
        for (int offset = 0; offset < count; offset++) {
            boolean _ = deliveries.ledger().observe(offset);
            leases.submitted(offset == 0 ? slow : LaneFixtures.work(deliveries, offset), 0);
        }
    }

    private void lease() {
        takeInHand(PRESSURE + 1);
        List<Outcome> _ = leases.due(List.of(deliveries), SECOND);
    }

    private static Outcome outcome(Work work) {
        return new Outcome(work.partition(), work.offset(), List.of());
    }

    private static OwnedPartition partition(String topic) {
        return new OwnedPartition(
                new TopicPartition(topic, 0), Optional.empty(), false, 4, new OffsetLedger(0), 0);
    }

    private static List<String> topics(Outcome outcome) {
        return outcome.writes().stream().map(ProducerRecord::topic).toList();
    }

    private static Delivery delivery(Outcome outcome) {
        ProducerRecord<byte[], byte[]> record = outcome.writes().getFirst();
        return DeliveryRecords.read(record.key(), record.value(), record.headers());
    }
}
