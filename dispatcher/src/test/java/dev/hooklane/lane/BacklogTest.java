package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BacklogTest {
    private static final long SECOND = 1_000_000_000;

    private final Backlog backlog = new Backlog();

    @Test
    void turnsFollowEachOtherAsFastAsTheEndpointTakesThem() {
        for (long i = 0; i < 100; i++) {
            assertThat(backlog.untilTurnNanos(0, 2 * SECOND, SECOND / 10))
                    .isEqualTo(2 * SECOND + i * SECOND / 10);
        }
    }

    @Test
    void theQueueComesFirst() {
        assertThat(backlog.untilTurnNanos(0, 7 * SECOND, SECOND)).isEqualTo(7 * SECOND);
    }

    @Test
    void noTurnIsSoonerThanASecond() {
        assertThat(backlog.untilTurnNanos(0, 0, 0)).isEqualTo(SECOND);
    }

    @Test
    void turnsThatAreOverCountNoMore() {
        backlog.untilTurnNanos(0, 0, 5 * SECOND);

        assertThat(backlog.untilTurnNanos(100 * SECOND, 0, SECOND)).isEqualTo(SECOND);
    }

    @Test
    void nothingIsPlannedBeyondTenMinutes() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(backlog.untilTurnNanos(0, 0, SECOND)).isLessThanOrEqualTo(600 * SECOND);
        }

        assertThat(backlog.untilTurnNanos(300 * SECOND, 0, SECOND)).isEqualTo(300 * SECOND);
    }

    @Test
    void aTurnOfAnotherOwnerIsKept() {
        backlog.turnTaken(60 * SECOND);

        assertThat(backlog.untilTurnNanos(0, 0, SECOND)).isEqualTo(60 * SECOND);
    }
}
