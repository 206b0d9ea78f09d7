package dev.hooklane.offset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.metrics.DeliveryMeters;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a partition begins with when it is handed out, and what happens when its log is another. */
final class AssignmentTest {
    private static final Topics TOPICS = new Topics("t.", RetrySchedule.DEFAULT, 0);
    private static final TopicPartition LIVE = new TopicPartition(TOPICS.deliveries(), 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> commits = new ArrayList<>();
    private final Assignment assignment =
            new Assignment(
                    consumer,
                    TOPICS.delayTopics(),
                    TOPICS.leases(),
                    () -> commits.add("commit"),
                    new DeliveryMeters(registry));

    @BeforeEach
    void subscribe() {
        Node node = new Node(1, "localhost", 9092);
        consumer.updatePartitions(
                LIVE.topic(),
                List.of(new PartitionInfo(LIVE.topic(), 0, node, new Node[] {node}, new Node[0])));
        consumer.subscribe(List.of(LIVE.topic()), assignment);
    }

    @Test
    void aNewPartitionThatHoldsNothingIsNoTrouble() {
        assign(0, 0, null);

        assertThat(only().ledger().base()).isZero();
        assertThat(troubles()).isEmpty();
    }

    @Test
    void theFirstCommitSaysThatTheGroupHasBeenThere() {
        assign(0, 0, null);

        assertThat(hasNews()).isTrue();
        only().committed(only().toCommit(List.of()));
        assertThat(hasNews()).isFalse();
    }

    @Test
    void recordsWithoutACommittedOffsetAreTakenForNewAndCounted() {
        assign(5, 20, null);

        assertThat(consumer.position(LIVE)).isEqualTo(5);
        assertThat(only().ledger().base()).isEqualTo(5);
        assertThat(troubles()).containsOnly(Map.entry("none_committed", 1.0));
    }

    @Test
    void whatIsCommittedIsGoneOnFromAndReadAgainForItsIds() {
        assign(0, 20, new OffsetAndMetadata(10, "2:3:"));

        assertThat(only().ledger().base()).isEqualTo(10);
        assertThat(consumer.position(LIVE)).isZero();
        assertThat(hasNews()).isFalse();
        assertThat(troubles()).isEmpty();
    }

    @Test
    void recordsThatWereDeletedUndoneAreCounted() {
        assign(15, 20, new OffsetAndMetadata(10, ""));

        assertThat(only().ledger().base()).isEqualTo(15);
        assertThat(troubles()).containsOnly(Map.entry("below_start", 1.0));
    }

    @Test
    void recordsThatWereDeletedWhenTheyWereDoneAreNoTrouble() {
        OffsetLedger ledger = new OffsetLedger(10);
        ledger.observedUpTo(10);
        for (int offset = 10; offset < 15; offset++) {
            ledger.observe(offset);
        }
        for (int offset = 10; offset < 15; offset++) {
            ledger.done(offset);
        }

        assign(15, 20, new OffsetAndMetadata(ledger.base(), ledger.metadata()));

        assertThat(troubles()).isEmpty();
    }

    @Test
    void aLogThatEndsBelowWhatWasDoneIsTakenForNew() {
        assign(0, 7, new OffsetAndMetadata(10, "2:3:"));

        assertThat(only().ledger().isDone(0)).isFalse();
        assertThat(consumer.position(LIVE)).isZero();
        assertThat(troubles()).containsOnly(Map.entry("beyond_end", 1.0));
    }

    @Test
    void recordsOfALaterEpochThanAnyThatWasDoneAreNotTakenForDone() {
        assign(0, 20, new OffsetAndMetadata(10, "2:3:"));

        poll(record(6, 3), record(7, 3), record(8, 4), record(9, 4));
        assertThat(troubles()).containsOnly(Map.entry("cut_off", 1.0));

        OwnedPartition after = only();
        assertThat(after.ledger().isDone(7)).isTrue();
        assertThat(after.ledger().isDone(8)).isFalse();
        assertThat(consumer.position(LIVE)).isEqualTo(8);
    }

    @Test
    void olderEpochsOfWhatIsReadAgainAreNoTrouble() {
        assign(0, 20, new OffsetAndMetadata(10, "2:3:"));

        poll(record(6, 1), record(9, 3), record(10, 3), record(11, 5));

        assertThat(only().held().size()).isEqualTo(4);
        assertThat(troubles()).isEmpty();
    }

    @Test
    void aLogThatGoesBackWhileItIsReadIsReadFromThere() {
        assign(0, 20, null);
        poll(record(0, 1), record(1, 1), record(2, 1));
        OwnedPartition before = only();

        poll(record(1, 2));

        assertThat(before.owned()).isFalse();
        assertThat(consumer.position(LIVE)).isZero();
        assertThat(troubles()).containsEntry("cut_off", 1.0);
    }

    @Test
    void aTopicThatWasMadeAnewWhileItIsReadIsReadFromItsStart() {
        assign(0, 20, null);
        poll(record(0, 6), record(1, 6));

        poll(record(2, 0));

        assertThat(consumer.position(LIVE)).isZero();
        assertThat(only().ledger().base()).isZero();
        assertThat(troubles()).containsEntry("made_anew", 1.0);
    }

    @Test
    void aPartitionThatComesBackUnmovedGoesOnAsItWas() {
        assign(0, 20, new OffsetAndMetadata(0, ""));
        OwnedPartition before = only();

        consumer.rebalance(List.of());
        consumer.rebalance(List.of(LIVE));

        assertThat(commits).isNotEmpty();
        assertThat(assignment.owned()).allMatch(OwnedPartition::owned);
        assertThat(before.partition()).isEqualTo(only().partition());
    }

    @Test
    void aPartitionThatWasLostIsGivenUp() {
        assign(0, 20, new OffsetAndMetadata(0, ""));
        OwnedPartition before = only();

        assignment.onPartitionsLost(List.of(LIVE));

        assertThat(before.owned()).isFalse();
        assertThat(assignment.owned()).isEmpty();
    }

    private void assign(long begin, long end, @Nullable OffsetAndMetadata committed) {
        consumer.updateBeginningOffsets(Map.of(LIVE, begin));
        consumer.updateEndOffsets(Map.of(LIVE, end));
        if (committed != null) {
            consumer.commitSync(Map.of(LIVE, committed));
        }
        consumer.rebalance(List.of(LIVE));
    }

    @SafeVarargs
    private void poll(ConsumerRecord<byte[], byte[]>... records) {
        consumer.seek(LIVE, records[0].offset());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            consumer.addRecord(record);
        }
        assignment.hold(consumer.poll(Duration.ZERO), new ReadAt(0, 0));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, int epoch) {
        return new ConsumerRecord<>(
                LIVE.topic(),
                LIVE.partition(),
                offset,
                1_000,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.of(epoch));
    }

    private OwnedPartition only() {
        return assignment.owned().iterator().next();
    }

    private Map<String, Double> troubles() {
        return registry.find("hooklane.offsets.trouble").counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(
                        Collectors.toMap(
                                counter -> counter.getId().getTag("kind"),
                                counter -> counter.count()));
    }

    private boolean hasNews() {
        return only().isNews(only().toCommit(List.of()));
    }
}
