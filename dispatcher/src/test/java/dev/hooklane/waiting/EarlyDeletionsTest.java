package dev.hooklane.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.waiting.GroupOffsets.Ends;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class EarlyDeletionsTest {
    private static final TopicPartition REJECTED = new TopicPartition("hooklane.rejected", 0);
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private final PlayedLog log = new PlayedLog();
    private final EarlyDeletions deletions = new EarlyDeletions(log, KEPT_FOR, () -> NOW);

    /** Records up to {@code old} are as old as they may become. */
    private static final class PlayedLog implements EarlyDeletions.Log {
        private long begin;
        private long old;
        private long end;
        private Optional<Instant> asked = Optional.empty();

        @Override
        public Map<TopicPartition, Ends> ends() {
            return Map.of(REJECTED, new Ends(begin, end));
        }

        @Override
        public Map<TopicPartition, Long> since(
                Collection<TopicPartition> partitions, Instant time) {
            asked = Optional.of(time);
            long first = Math.max(begin, old);
            return first >= end ? Map.of() : Map.of(REJECTED, first);
        }
    }

    @Test
    void whatIsDeletedOnTimeIsNotCounted() {
        is(0, 40, 100);
        deletions.look();
        is(40, 40, 110);

        assertThat(deletions.look()).isZero();
        assertThat(log.asked).contains(NOW.minus(Duration.ofDays(29)));
    }

    @Test
    void whatIsDeletedTooEarlyIsCountedOnce() {
        is(0, 40, 100);
        deletions.look();
        is(70, 40, 110);

        assertThat(deletions.look()).isEqualTo(30);
        assertThat(deletions.look()).isZero();
    }

    /** Nothing is known of the time before. */
    @Test
    void theFirstLookCountsNothing() {
        is(70, 40, 110);

        assertThat(deletions.look()).isZero();
    }

    @Test
    void aPartitionThatWasEmptyForLongHasLostNothing() {
        is(100, 100, 100);
        deletions.look();
        is(100, 100, 120);
        deletions.look();

        assertThat(deletions.look()).isZero();
    }

    private void is(long begin, long old, long end) {
        log.begin = begin;
        log.old = old;
        log.end = end;
    }
}
