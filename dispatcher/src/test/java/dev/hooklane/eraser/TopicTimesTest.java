package dev.hooklane.eraser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TopicTimesTest {
    private static final Instant LAST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration DELETE_DELAY = Duration.ofMinutes(1);
    private static final Duration CHECK = Duration.ofMinutes(5);

    @Test
    void aDeletedRecordGoesWithTheYoungestOfItsSegment() {
        TopicTimes times = times(Optional.of(DAY.multipliedBy(30)), Optional.empty(), DAY);

        assertThat(times.goneBy(LAST)).contains(Instant.parse("2026-02-01T00:06:00Z"));
    }

    @Test
    void whatIsKeptForEverHasNoDate() {
        assertThat(times(Optional.empty(), Optional.empty(), DAY).goneBy(LAST)).isEmpty();
    }

    @Test
    void compactionBeginsWithTheNextSegmentWhichSomethingHasToBegin() {
        TopicTimes times = times(Optional.empty(), Optional.of(DAY), DAY.multipliedBy(7));

        assertThat(times.goneBy(LAST)).contains(Instant.parse("2026-01-03T01:01:00Z"));
    }

    @Test
    void aLongLagIsWaitedForAlsoWithShortSegments() {
        TopicTimes times = times(Optional.empty(), Optional.of(DAY.multipliedBy(7)), DAY);

        assertThat(times.goneBy(LAST)).contains(Instant.parse("2026-01-08T01:01:00Z"));
    }

    @Test
    void theEarlierOfDeletionAndCompactionCounts() {
        TopicTimes deletedFirst =
                times(Optional.of(DAY.multipliedBy(2)), Optional.of(DAY.multipliedBy(7)), DAY);
        TopicTimes compactedFirst =
                times(Optional.of(DAY.multipliedBy(30)), Optional.of(DAY.multipliedBy(7)), DAY);

        assertThat(deletedFirst.goneBy(LAST)).contains(Instant.parse("2026-01-04T00:06:00Z"));
        assertThat(compactedFirst.goneBy(LAST)).contains(Instant.parse("2026-01-08T01:01:00Z"));
    }

    @Test
    void aSegmentThatIsLeftAloneForLongIsCompactedLater() {
        TopicTimes times =
                new TopicTimes(
                        Optional.empty(),
                        Optional.of(DAY),
                        DAY.multipliedBy(3),
                        DAY,
                        DELETE_DELAY,
                        CHECK);

        assertThat(times.goneBy(LAST)).contains(Instant.parse("2026-01-05T01:01:00Z"));
    }

    private static TopicTimes times(
            Optional<Duration> retention, Optional<Duration> lag, Duration segment) {
        return new TopicTimes(retention, lag, Duration.ZERO, segment, DELETE_DELAY, CHECK);
    }
}
