package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureTallyTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Duration LONGEST_GAP = Duration.ofHours(1);

    private final FailureTally first = FailureTally.first(Duration.ofSeconds(15), NOW, "dlv_1");

    @Test
    void timeWithoutAttemptsCountsUpToTheLongestGap() {
        assertThat(counted(Duration.ofMinutes(59))).isEqualTo(Duration.ofMinutes(59));
        assertThat(counted(LONGEST_GAP)).isEqualTo(LONGEST_GAP);
        assertThat(counted(Duration.ofDays(3))).isEqualTo(LONGEST_GAP);
    }

    private Duration counted(Duration gap) {
        return first.and(NOW.plus(gap), "dlv_1", LONGEST_GAP).counted().minusSeconds(15);
    }

    @Test
    void aFailureThatEndedEarlierAddsNoTime() {
        FailureTally tally = first.and(NOW.minusSeconds(5), "dlv_1", LONGEST_GAP);

        assertThat(tally.counted()).isEqualTo(Duration.ofSeconds(15));
        assertThat(tally.until()).isEqualTo(NOW);
        assertThat(tally.failures()).isEqualTo(2);
    }

    @Test
    void aLaterFailureIsTheLatest() {
        assertThat(first.and(NOW.plusSeconds(5), "dlv_1", LONGEST_GAP).until())
                .isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void onlyAnotherDeliveryMakesSeveral() {
        FailureTally same = first.and(NOW, "dlv_1", LONGEST_GAP);
        FailureTally another = same.and(NOW, "dlv_2", LONGEST_GAP);
        FailureTally again = another.and(NOW, "dlv_1", LONGEST_GAP);

        assertThat(same.several()).isFalse();
        assertThat(another.several()).isTrue();
        assertThat(another.delivery()).isEqualTo("dlv_1");
        assertThat(again.several()).isTrue();
    }

    @Test
    void aTallyWithoutADeliveryTakesTheNext() {
        FailureTally tally = FailureTally.unknown(NOW).and(NOW, "dlv_1", LONGEST_GAP);

        assertThat(tally.delivery()).isEqualTo("dlv_1");
        assertThat(tally.several()).isFalse();
        assertThat(tally.failures()).isEqualTo(1);
    }

    @Test
    void theCountStaysAtItsLimit() {
        FailureTally most = new FailureTally(Duration.ZERO, NOW, Integer.MAX_VALUE, "dlv_1", false);

        assertThat(most.and(NOW, "dlv_1", LONGEST_GAP).failures()).isEqualTo(Integer.MAX_VALUE);
    }
}
