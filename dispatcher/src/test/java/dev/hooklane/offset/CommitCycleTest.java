package dev.hooklane.offset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class CommitCycleTest {
    private static final TopicPartition ONE = new TopicPartition("hooklane.deliveries", 0);
    private static final TopicPartition OTHER = new TopicPartition("hooklane.deliveries", 1);
    private static final TopicPartition BLOCKED = new TopicPartition("hooklane.history", 3);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final TopicPartitions partitions = new TopicPartitions(_ -> 4);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final FakeTransactions kafka = new FakeTransactions();
    private final Queue<Outcome> finished = new ArrayDeque<>();
    private final List<Outcome> quarantined = new ArrayList<>();
    private final List<Outcome> refusedCopies = new ArrayList<>();
    private Optional<Outcome> inPlaceOfACopy = Optional.empty();
    private final Assignment assignment;
    private final CommitCycle cycle;
    private long nowNanos;
    private int stale;

    CommitCycleTest() {
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

    @Test
    void whatHasFinishedIsCommittedWithItsOffsets() {
        finish(ONE, 3);

        turn(1);

        assertThat(kafka.written).containsExactlyInAnyOrder("0@0", "0@1", "0@2");
        assertThat(kafka.offset(ONE)).isEqualTo(3);
        assertThat(cycle.uncommitted()).isZero();
        assertThat(cycle.uncommittedBytes()).isZero();
    }

    @Test
    void nothingIsCommittedBeforeItsTimeOrWithoutNews() {
        finish(ONE, 1);
        turn(3);
        finish(ONE, 1);
        turn(1);
        finish(ONE, 1);
        cycle.tick(assignment);

        assertThat(kafka.asked).hasSize(2);
    }

    @Test
    void anOffsetIsNotDoneBeforeItsOutcomeIsDurable() {
        finish(ONE, 2);
        kafka.trouble = _ -> nobody();

        turn(3);

        assertThat(owned(ONE).ledger().base()).isZero();
        assertThat(kafka.offsets).isEmpty();
        assertThat(cycle.uncommitted()).isEqualTo(2);
    }

    @Test
    void whatAnAbortedTransactionHeldIsInTheNextOne() {
        finish(ONE, 2);
        kafka.trouble = batch -> kafka.asked.size() == 1 ? nobody() : Optional.empty();

        turn(3);

        assertThat(kafka.written).containsExactlyInAnyOrder("0@0", "0@1");
    }

    @Test
    void aPoisonedOutcomeIsSetAsideAlone() {
        finish(ONE, 64);
        finish(OTHER, 64);
        kafka.trouble = refuses("0@17");

        turn(40);

        assertThat(quarantined).extracting(FakeTransactions::name).containsOnly("0@17");
        assertThat(kafka.written).hasSize(128);
        assertThat(kafka.offset(ONE)).isEqualTo(64);
        assertThat(cycle.uncommitted()).isZero();
        assertThat(cycle.uncommittedBytes()).isZero();
    }

    @Test
    void aCopyThatIsRefusedIsGivenUpAndItsOffsetStaysOpen() {
        finish(ONE, 64);
        takeForACopy(17);
        kafka.trouble = refusesAlways("0@17");

        turn(40);

        assertThat(quarantined).isEmpty();
        assertThat(refusedCopies).extracting(FakeTransactions::name).containsExactly("0@17");
        assertThat(kafka.offset(ONE)).isEqualTo(17);
        assertThat(cycle.uncommitted()).isZero();
        assertThat(cycle.uncommittedBytes()).isZero();
    }

    @Test
    void whatWaitedForACopyThatIsRefusedIsWrittenInItsPlace() {
        finish(ONE, 64);
        inPlaceOfACopy = Optional.of(takeForACopy(17));
        kafka.trouble =
                batch ->
                        batch.outcomes().stream().anyMatch(each -> each.form() == Outcome.Form.COPY)
                                ? blame(batch.outcomes(), true)
                                : Optional.empty();

        turn(40);

        assertThat(kafka.written).hasSize(64);
        assertThat(kafka.offset(ONE)).isEqualTo(64);
        assertThat(cycle.uncommittedBytes()).isZero();
    }

    @Test
    void noOffsetCoversWhatIsSetAsideOrInTheOtherHalf() {
        finish(ONE, 64);
        finish(OTHER, 64);
        kafka.trouble = refuses("0@17");

        for (int i = 0; i < 60; i++) {
            turn(1);
            assertThat(kafka.coveredButNotWritten(ONE, 64)).isEmpty();
            assertThat(kafka.coveredButNotWritten(OTHER, 64)).isEmpty();
        }
    }

    @Test
    void whatComesWhileSuspectsAreTriedDoesNotWaitForThem() {
        finish(ONE, 64);
        kafka.trouble = refuses("0@17");
        turn(1);

        finish(OTHER, 1);
        turn(2);

        assertThat(kafka.written).contains("1@0");
    }

    @Test
    void aDeliveryThatCantWaitBecomesADeadLetterThenHistoryAlone() {
        finish(ONE, 1);
        kafka.trouble =
                batch ->
                        batch.outcomes().stream()
                                        .anyMatch(outcome -> outcome.form() != Outcome.Form.LEAST)
                                ? blame(batch.outcomes(), true)
                                : Optional.empty();

        turn(10);

        assertThat(quarantined)
                .extracting(Outcome::form)
                .containsExactly(Outcome.Form.LETTER, Outcome.Form.LEAST);
        assertThat(kafka.written).containsExactly("0@0");
        assertThat(quarantined.getLast().writes())
                .extracting(ProducerRecord::topic)
                .containsExactly("hooklane.history");
    }

    @Test
    void whatCantBeWrittenInAnyFormIsHeldBackAndStopsNobody() {
        finish(ONE, 4);
        kafka.trouble = refusesAlways("0@2");

        turn(40);
        finish(OTHER, 1);
        turn(2);

        assertThat(kafka.written).containsExactlyInAnyOrder("0@0", "0@1", "0@3", "1@0");
        assertThat(kafka.offset(ONE)).isEqualTo(2);
        assertThat(kafka.coveredButNotWritten(ONE, 4)).isEmpty();
        assertThat(cycle.uncommitted()).isEqualTo(1);
    }

    @Test
    void whatIsHeldBackIsTriedAgainEachMinute() {
        finish(ONE, 1);
        kafka.trouble = refusesAlways("0@0");
        turn(20);
        kafka.trouble = _ -> Optional.empty();

        nowNanos += Duration.ofMinutes(1).toNanos();
        turn(2);

        assertThat(kafka.written).containsExactly("0@0");
    }

    @Test
    void nobodyIsSetAsideForAFailureThatMayBeAnybodys() {
        finish(ONE, 8);
        kafka.trouble = batch -> blame(batch.outcomes(), false);

        turn(100);
        kafka.trouble = _ -> Optional.empty();
        nowNanos += Duration.ofMinutes(1).toNanos();
        turn(20);

        assertThat(quarantined).isEmpty();
        assertThat(kafka.written).hasSize(8);
    }

    @Test
    void oneThatFailsAloneForNoKnownReasonWhileOthersAreCommittedIsSetAside() {
        finish(ONE, 8);
        kafka.trouble =
                batch ->
                        batch.outcomes().stream()
                                        .anyMatch(outcome ->
                                                outcome.form() == Outcome.Form.WHOLE
                                                        && FakeTransactions.name(outcome)
                                                                .equals("0@5"))
                                ? blame(batch.outcomes(), false)
                                : Optional.empty();

        for (int i = 0; i < 40; i++) {
            finish(OTHER, 1);
            nowNanos += Duration.ofSeconds(2).toNanos();
            turn(4);
        }

        assertThat(quarantined).extracting(FakeTransactions::name).containsExactly("0@5");
        assertThat(kafka.offset(ONE)).isEqualTo(8);
    }

    @Test
    void onlyWhatMustBeWrittenToABlockedPartitionWaits() {
        finish(ONE, 4, offset -> offset == 1);
        kafka.trouble = CommitCycleTest::blocks;

        turn(6);

        assertThat(kafka.written).containsExactlyInAnyOrder("0@0", "0@2", "0@3");
        assertThat(kafka.offset(ONE)).isEqualTo(1);
        assertThat(kafka.coveredButNotWritten(ONE, 4)).isEmpty();
        assertThat(cycle.uncommitted()).isEqualTo(1);
    }

    @Test
    void aBlockedPartitionIsTriedApartFromAllElseAndLessAndLessOften() {
        finish(ONE, 2, offset -> offset == 1);
        kafka.trouble = CommitCycleTest::blocks;

        for (int second = 0; second < 60; second++) {
            finish(OTHER, 1);
            nowNanos += Duration.ofSeconds(1).toNanos();
            turn(3);
        }

        List<List<String>> tries =
                kafka.asked.stream()
                        .map(FakeTransactions::names)
                        .filter(names -> names.contains("0@1"))
                        .toList();
        assertThat(tries.subList(1, tries.size())).containsOnly(List.of("0@1"));
        assertThat(tries).hasSizeBetween(5, 8);
        assertThat(kafka.written).hasSize(61);
    }

    @Test
    void whatWaitedIsWrittenOnceThePartitionTakesIt() {
        finish(ONE, 2, offset -> offset == 1);
        kafka.trouble = CommitCycleTest::blocks;
        turn(4);
        kafka.trouble = _ -> Optional.empty();

        nowNanos += Duration.ofSeconds(2).toNanos();
        turn(3);

        assertThat(kafka.written).containsExactlyInAnyOrder("0@0", "0@1");
        assertThat(kafka.offset(ONE)).isEqualTo(2);
    }

    @Test
    void aPartitionThatATransactionHangsOnIsNotTried() {
        finish(ONE, 2, offset -> offset == 1);
        kafka.trouble = CommitCycleTest::blocks;
        kafka.hanging.add(BLOCKED);
        turn(4);
        kafka.trouble = _ -> Optional.empty();

        nowNanos += Duration.ofMinutes(2).toNanos();
        turn(3);
        assertThat(kafka.written).containsExactly("0@0");
        kafka.hanging.clear();
        turn(1);

        assertThat(kafka.written).containsExactlyInAnyOrder("0@0", "0@1");
    }

    @Test
    void aTransactionIsBoundedAndTheRestIsInTheNextOnes() {
        finish(ONE, BatchLimit.MOST + 100);

        turn(1);

        assertThat(kafka.asked.getFirst().outcomes()).hasSize(BatchLimit.MOST);
        assertThat(kafka.firstOffset(ONE)).isEqualTo(BatchLimit.MOST);
        assertThat(kafka.asked).hasSize(2);
        assertThat(kafka.offset(ONE)).isEqualTo(BatchLimit.MOST + 100);
    }

    @Test
    void aSlowKafkaIsAskedForLess() {
        kafka.took = BatchLimit.LONG.plusMillis(1);
        for (int i = 0; i < 10; i++) {
            finish(ONE, 200);
            turn(1);
        }

        finish(ONE, 200);
        turn(1);

        assertThat(kafka.asked.getLast().outcomes()).hasSize(BatchLimit.LEAST);
    }

    @Test
    void outcomesOfPartitionsThatWereLostAreDropped() {
        finish(ONE, 2);
        finish(OTHER, 1);
        kafka.trouble = refuses("0@1");
        turn(1);

        assignment.onPartitionsLost(List.of(ONE));
        kafka.trouble = _ -> Optional.empty();
        turn(5);

        assertThat(kafka.written).containsExactly("1@0");
        assertThat(kafka.offsets).doesNotContainKey(ONE);
        assertThat(stale).isEqualTo(2);
        assertThat(cycle.uncommittedBytes()).isZero();
    }

    @Test
    void outcomesOfRevokedPartitionsWaitUntilItIsKnownWhoOwnsThem() {
        finish(ONE, 2);
        assignment.onPartitionsRevoked(List.of(ONE, OTHER));

        turn(3);
        assertThat(kafka.written).isEmpty();
        assignment.onPartitionsAssigned(List.of(ONE, OTHER));
        consumer.seek(ONE, 2);
        turn(1);

        assertThat(kafka.written).containsExactlyInAnyOrder("0@0", "0@1");
        assertThat(kafka.offset(ONE)).isEqualTo(2);
    }

    @Test
    void aSynchronousCommitTakesAsManyTransactionsAsItNeeds() {
        finish(ONE, 2 * BatchLimit.MOST + 1);

        cycle.commitNow(assignment);

        assertThat(kafka.offset(ONE)).isEqualTo(2 * BatchLimit.MOST + 1);
    }

    @Test
    void aSynchronousCommitSetsAsideWhatIsPoisoned() {
        finish(ONE, 64);
        kafka.trouble = refuses("0@17");

        cycle.commitNow(assignment);

        assertThat(kafka.offset(ONE)).isEqualTo(64);
    }

    @Test
    void noOffsetEverCoversWhatIsNotWritten() {
        for (long seed = 1; seed <= 200; seed++) {
            CommitCycleTest run = new CommitCycleTest();
            Random random = new Random(seed);
            int poisoned = random.nextInt(40);
            run.kafka.trouble =
                    batch -> {
                        if (random.nextInt(5) == 0) {
                            return nobody();
                        }
                        Optional<OutcomeTransactions.Result> refused =
                                refuses("0@" + poisoned).apply(batch);
                        return refused.isPresent() || random.nextInt(3) == 0
                                ? refused
                                : blocks(batch);
                    };
            int finishedOfOne = 0;
            for (int i = 0; i < 60; i++) {
                if (finishedOfOne < 40) {
                    run.finish(ONE, 1, _ -> random.nextInt(4) == 0);
                    finishedOfOne++;
                }
                run.turn(1 + random.nextInt(3));
                run.nowNanos += Duration.ofMillis(random.nextInt(3_000)).toNanos();
                assertThat(run.kafka.coveredButNotWritten(ONE, 40)).as("seed %d", seed).isEmpty();
            }
            run.kafka.trouble = _ -> Optional.empty();
            for (int i = 0; i < 40; i++) {
                run.nowNanos += Duration.ofSeconds(20).toNanos();
                run.turn(2);
            }
            assertThat(run.kafka.offset(ONE)).as("seed %d", seed).isEqualTo(40);
        }
    }

    private OwnedPartition owned(TopicPartition partition) {
        return assignment.owned().stream()
                .filter(each -> each.partition().equals(partition))
                .findFirst()
                .orElseThrow();
    }

    private void turn(int times) {
        for (int i = 0; i < times; i++) {
            nowNanos += INTERVAL.toNanos();
            cycle.tick(assignment);
            cycle.tick(assignment);
        }
    }

    private void finish(TopicPartition partition, int outcomes) {
        finish(partition, outcomes, _ -> false);
    }

    /** The next outcomes of a partition, some of which write where nothing may be written. */
    private void finish(TopicPartition partition, int outcomes, Predicate<Long> toBlocked) {
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

    /** Makes the outcome of that offset a copy; returns it as it was. */
    private Outcome takeForACopy(long offset) {
        List<Outcome> all = List.copyOf(finished);
        finished.clear();
        all.forEach(outcome -> finished.add(outcome.offset() == offset ? outcome.copy() : outcome));
        return all.stream().filter(outcome -> outcome.offset() == offset).findAny().orElseThrow();
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

    private static Optional<OutcomeTransactions.Result> nobody() {
        return Optional.of(new OutcomeTransactions.Result.Aborted("away", new Blame.Nobody()));
    }

    private static Optional<OutcomeTransactions.Result> blame(
            List<Outcome> suspects, boolean refused) {
        return Optional.of(
                new OutcomeTransactions.Result.Aborted(
                        "refused", new Blame.Outcomes(suspects, refused)));
    }

    /** Refuses that outcome as it is, and tells of all that were with it. */
    private static Function<OutcomeTransactions.Batch, Optional<OutcomeTransactions.Result>>
            refuses(String name) {
        return batch ->
                batch.outcomes().stream()
                                .anyMatch(outcome ->
                                        FakeTransactions.name(outcome).equals(name)
                                                && outcome.form() == Outcome.Form.WHOLE)
                        ? blame(batch.outcomes(), true)
                        : Optional.empty();
    }

    private static Function<OutcomeTransactions.Batch, Optional<OutcomeTransactions.Result>>
            refusesAlways(String name) {
        return batch ->
                FakeTransactions.names(batch).contains(name)
                        ? blame(batch.outcomes(), true)
                        : Optional.empty();
    }

    private static Optional<OutcomeTransactions.Result> blocks(OutcomeTransactions.Batch batch) {
        return batch.outcomes().stream()
                        .anyMatch(outcome -> outcome.destinations().contains(BLOCKED))
                ? Optional.of(
                        new OutcomeTransactions.Result.Aborted(
                                "no replicas", new Blame.Partitions(Set.of(BLOCKED))))
                : Optional.empty();
    }
}
