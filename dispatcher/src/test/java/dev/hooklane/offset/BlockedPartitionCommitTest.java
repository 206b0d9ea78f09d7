package dev.hooklane.offset;

import static dev.hooklane.offset.DrivenCommits.BLOCKED;
import static dev.hooklane.offset.DrivenCommits.ONE;
import static dev.hooklane.offset.DrivenCommits.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Outcomes for a partition that takes no writes wait; all others are committed. */
final class BlockedPartitionCommitTest {
    private final DrivenCommits commits = new DrivenCommits();

    @Test
    void onlyWhatMustBeWrittenToABlockedPartitionWaits() {
        commits.finish(ONE, 4, offset -> offset == 1);
        commits.kafka.trouble = DrivenCommits::blocks;

        commits.turn(6);

        assertThat(commits.kafka.written).containsExactlyInAnyOrder("0@0", "0@2", "0@3");
        assertThat(commits.kafka.offset(ONE)).isEqualTo(1);
        assertThat(commits.kafka.coveredButNotWritten(ONE, 4)).isEmpty();
        assertThat(commits.cycle.uncommitted()).isEqualTo(1);
    }

    @Test
    void aBlockedPartitionIsTriedApartFromAllElseAndLessAndLessOften() {
        commits.finish(ONE, 2, offset -> offset == 1);
        commits.kafka.trouble = DrivenCommits::blocks;

        for (int second = 0; second < 60; second++) {
            commits.finish(OTHER, 1);
            commits.nowNanos += Duration.ofSeconds(1).toNanos();
            commits.turn(3);
        }

        List<List<String>> tries =
                commits.kafka.asked.stream()
                        .map(FakeTransactions::names)
                        .filter(names -> names.contains("0@1"))
                        .toList();
        assertThat(tries.subList(1, tries.size())).containsOnly(List.of("0@1"));
        assertThat(tries).hasSizeBetween(5, 8);
        assertThat(commits.kafka.written).hasSize(61);
    }

    @Test
    void whatWaitedIsWrittenOnceThePartitionTakesIt() {
        commits.finish(ONE, 2, offset -> offset == 1);
        commits.kafka.trouble = DrivenCommits::blocks;
        commits.turn(4);
        commits.kafka.trouble = _ -> Optional.empty();

        commits.nowNanos += Duration.ofSeconds(2).toNanos();
        commits.turn(3);

        assertThat(commits.kafka.written).containsExactlyInAnyOrder("0@0", "0@1");
        assertThat(commits.kafka.offset(ONE)).isEqualTo(2);
    }

    @Test
    void aPartitionThatATransactionHangsOnIsNotTried() {
        commits.finish(ONE, 2, offset -> offset == 1);
        commits.kafka.trouble = DrivenCommits::blocks;
        commits.kafka.hanging.add(BLOCKED);
        commits.turn(4);
        commits.kafka.trouble = _ -> Optional.empty();

        commits.nowNanos += Duration.ofMinutes(2).toNanos();
        commits.turn(3);
        assertThat(commits.kafka.written).containsExactly("0@0");
        commits.kafka.hanging.clear();
        commits.turn(1);

        assertThat(commits.kafka.written).containsExactlyInAnyOrder("0@0", "0@1");
    }
}
