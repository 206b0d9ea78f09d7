package dev.hooklane.offset;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.poll.DeliveryMeter;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A commit cycle, driven by hand, with a Kafka that fails as a test wants. */
final class DrivenCommits {
    static final TopicPartition ONE = new TopicPartition("hooklane.deliveries", 0);
    static final TopicPartition OTHER = new TopicPartition("hooklane.deliveries", 1);
    static final TopicPartition BLOCKED = new TopicPartition("hooklane.history", 3);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final TopicPartitions partitions = new TopicPartitions(_ -> 4);
    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    final FakeTransactions kafka = new FakeTransactions();
    final Queue<Outcome> finished = new ArrayDeque<>();
    final List<Outcome> quarantined = new ArrayList<>();
    final List<Outcome> refusedCopies = new ArrayList<>();
    Optional<Outcome> inPlaceOfACopy = Optional.empty();
    final Assignment assignment;
    final CommitCycle cycle;
    long nowNanos;
    int stale;

    DrivenCommits() {
        consumer.assign(List.of(ONE, OTHER));
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
        consumer.updateEndOffsets(Map.of(ONE, 0L, OTHER, 0L));
        Node node = new Node(1, "localhost", 9092);
        consumer.updatePartitions(
                ONE.topic(),
                List.of(
                        new PartitionInfo(ONE.topic(), 0, node, new Node[0], new Node[0]),
                        new PartitionInfo(ONE.topic(), 1, node, new Node[0], new Node[0])));
        assignment =
                new Assignment(
                        consumer,
                        topics.delayTopics(),
                        topics.leases(),
                        () -> {},
                        LaneFixtures.noMeter());
        assignment.onPartitionsAssigned(List.of(ONE, OTHER));
        DeliveryMeter meter = LaneFixtures.meter(count -> stale += count);
        QuarantineWriter writer = new QuarantineWriter(topics, partitions, new Erasures(), meter);
        cycle =
                new CommitCycle(
                        consumer,
                        finished::poll,
                        kafka,
                        (refused, why) -> {
                            Optional<Outcome> smaller = writer.smaller(refused, why);
                            smaller.ifPresent(quarantined::add);
                            return smaller;
                        },
                        copy -> {
                            refusedCopies.add(copy);
                            return inPlaceOfACopy;
                        },
                        meter,
                        INTERVAL,
                        () -> nowNanos);
    }

    OwnedPartition owned(TopicPartition partition) {
        return assignment.owned().stream()
                .filter(each -> each.partition().equals(partition))
                .findFirst()
                .orElseThrow();
    }

    void turn(int times) {
        for (int i = 0; i < times; i++) {
            nowNanos += INTERVAL.toNanos();
            cycle.tick(assignment);
            cycle.tick(assignment);
        }
    }

    void finish(TopicPartition partition, int outcomes) {
        finish(partition, outcomes, _ -> false);
    }

    /** The next outcomes of a partition, some of which write where nothing may be written. */
    void finish(TopicPartition partition, int outcomes, Predicate<Long> toBlocked) {
        OwnedPartition owned = owned(partition);
        long first = owned.ledger().next();
        for (long offset = first; offset < first + outcomes; offset++) {
            owned.ledger().observe(offset);
            Outcome outcome = retried(LaneFixtures.work(owned, offset));
            finished.add(
                    toBlocked.test(offset)
                            ? new Outcome(owned, offset, List.of(to(BLOCKED)), outcome.delivery())
                            : outcome);
        }
        consumer.seek(partition, first + outcomes);
    }

    private Outcome retried(Work work) {
        OutcomeWriter writer =
                LaneFixtures.outcomes(
                        topics, RetrySchedule.DEFAULT, partitions, () -> LaneFixtures.NOW);
        Attempt attempt =
                LaneFixtures.attempt(1, new AttemptOutcome.ErrorStatus(500, Optional.empty(), ""));
        return writer.attempted(
                work, attempt, writer.next(work.delivery(), attempt, EndpointSettings.defaults()));
    }

    private static ProducerRecord<byte[], byte[]> to(TopicPartition partition) {
        return new ProducerRecord<>(
                partition.topic(), partition.partition(), "k".getBytes(UTF_8), new byte[10]);
    }

    static Optional<OutcomeTransactions.Result> blame(List<Outcome> suspects, boolean refused) {
        return Optional.of(
                new OutcomeTransactions.Result.Aborted(
                        "refused", new Blame.Outcomes(suspects, refused)));
    }

    /** Refuses that outcome as it is, and tells of all that were with it. */
    static Function<OutcomeTransactions.Batch, Optional<OutcomeTransactions.Result>> refuses(
            String name) {
        return batch ->
                batch.outcomes().stream()
                                .anyMatch(outcome ->
                                        FakeTransactions.name(outcome).equals(name)
                                                && outcome.form() == Outcome.Form.WHOLE)
                        ? blame(batch.outcomes(), true)
                        : Optional.empty();
    }

    static Optional<OutcomeTransactions.Result> blocks(OutcomeTransactions.Batch batch) {
        return batch.outcomes().stream()
                        .anyMatch(outcome -> outcome.destinations().contains(BLOCKED))
                ? Optional.of(
                        new OutcomeTransactions.Result.Aborted(
                                "no replicas", new Blame.Partitions(Set.of(BLOCKED))))
                : Optional.empty();
    }
}
