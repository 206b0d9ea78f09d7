package dev.hooklane.offset;

import static dev.hooklane.offset.DrivenCommits.ONE;
import static dev.hooklane.offset.DrivenCommits.OTHER;
import static dev.hooklane.offset.DrivenCommits.blocks;
import static dev.hooklane.offset.DrivenCommits.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When outcomes are committed, and with which offsets. */
final class CommitCycleTest {
    private final DrivenCommits commits = new DrivenCommits();

    @Test
    void whatHasFinishedIsCommittedWithItsOffsets() {
        commits.finish(ONE, 3);

        commits.turn(1);

        assertThat(commits.kafka.written).containsExactlyInAnyOrder("0@0", "0@1", "0@2");
        assertThat(commits.kafka.offset(ONE)).isEqualTo(3);
        assertThat(commits.cycle.uncommitted()).isZero();
        assertThat(commits.cycle.uncommittedBytes()).isZero();
    }

    @Test
    void nothingIsCommittedBeforeItsTimeOrWithoutNews() {
        commits.finish(ONE, 1);
        commits.turn(3);
        commits.finish(ONE, 1);
        commits.turn(1);
        commits.finish(ONE, 1);
        commits.cycle.tick(commits.assignment);

        assertThat(commits.kafka.asked).hasSize(2);
    }

    @Test
    void anOffsetIsNotDoneBeforeItsOutcomeIsDurable() {
        commits.finish(ONE, 2);
        commits.kafka.trouble = _ -> nobody();

        commits.turn(3);

        assertThat(commits.owned(ONE).ledger().base()).isZero();
        assertThat(commits.kafka.offsets).isEmpty();
        assertThat(commits.cycle.uncommitted()).isEqualTo(2);
    }

    @Test
    void whatAnAbortedTransactionHeldIsInTheNextOne() {
        commits.finish(ONE, 2);
        commits.kafka.trouble =
                batch -> commits.kafka.asked.size() == 1 ? nobody() : Optional.empty();

        commits.turn(3);

        assertThat(commits.kafka.written).containsExactlyInAnyOrder("0@0", "0@1");
    }

    @Test
    void aTransactionIsBoundedAndTheRestIsInTheNextOnes() {
        commits.finish(ONE, BatchLimit.MOST + 100);

        commits.turn(1);

        assertThat(commits.kafka.asked.getFirst().outcomes()).hasSize(BatchLimit.MOST);
        assertThat(commits.kafka.firstOffset(ONE)).isEqualTo(BatchLimit.MOST);
        assertThat(commits.kafka.asked).hasSize(2);
        assertThat(commits.kafka.offset(ONE)).isEqualTo(BatchLimit.MOST + 100);
    }

    @Test
    void aSlowKafkaIsAskedForLess() {
        commits.kafka.took = BatchLimit.LONG.plusMillis(1);
        for (int i = 0; i < 10; i++) {
            commits.finish(ONE, 200);
            commits.turn(1);
        }

        commits.finish(ONE, 200);
        commits.turn(1);

        assertThat(commits.kafka.asked.getLast().outcomes()).hasSize(BatchLimit.LEAST);
    }

    @Test
    void outcomesOfPartitionsThatWereLostAreDropped() {
        commits.finish(ONE, 2);
        commits.finish(OTHER, 1);
        commits.kafka.trouble = refuses("0@1");
        commits.turn(1);

        commits.assignment.onPartitionsLost(List.of(ONE));
        commits.kafka.trouble = _ -> Optional.empty();
        commits.turn(5);

        assertThat(commits.kafka.written).containsExactly("1@0");
        assertThat(commits.kafka.offsets).doesNotContainKey(ONE);
        assertThat(commits.stale).isEqualTo(2);
        assertThat(commits.cycle.uncommittedBytes()).isZero();
    }

    @Test
    void outcomesOfRevokedPartitionsWaitUntilItIsKnownWhoOwnsThem() {
        commits.finish(ONE, 2);
        commits.assignment.onPartitionsRevoked(List.of(ONE, OTHER));

        commits.turn(3);
        assertThat(commits.kafka.written).isEmpty();
        commits.assignment.onPartitionsAssigned(List.of(ONE, OTHER));
        commits.consumer.seek(ONE, 2);
        commits.turn(1);

        assertThat(commits.kafka.written).containsExactlyInAnyOrder("0@0", "0@1");
        assertThat(commits.kafka.offset(ONE)).isEqualTo(2);
    }

    @Test
    void aSynchronousCommitTakesAsManyTransactionsAsItNeeds() {
        commits.finish(ONE, 2 * BatchLimit.MOST + 1);

        commits.cycle.commitNow(commits.assignment);

        assertThat(commits.kafka.offset(ONE)).isEqualTo(2 * BatchLimit.MOST + 1);
    }

    @Test
    void noOffsetEverCoversWhatIsNotWritten() {
        for (long seed = 1; seed <= 200; seed++) {
            DrivenCommits run = new DrivenCommits();
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

    private static Optional<OutcomeTransactions.Result> nobody() {
        return Optional.of(new OutcomeTransactions.Result.Aborted("away", new Blame.Nobody()));
    }
}
