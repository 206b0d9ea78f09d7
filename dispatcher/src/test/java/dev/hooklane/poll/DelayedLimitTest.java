package dev.hooklane.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayedLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private boolean withoutReserve;
    private final DelayedLimit limit = new DelayedLimit(800, () -> withoutReserve);
    private long now = 5 * SECOND;

    @Test
    void beginsCarefully() {
        assertThat(after(0, false)).isEqualTo(32);
        assertThat(after(SECOND / 2 - 1, false)).isEqualTo(32);
    }

    @Test
    void growsByAQuarterTwiceASecondUpToTheMostWhileTheCpusHaveRoom() {
        after(0, false);

        assertThat(after(SECOND / 2, false)).isEqualTo(41);
        assertThat(after(SECOND / 2, false)).isEqualTo(52);
        for (int i = 0; i < 20; i++) {
            after(SECOND / 2, false);
        }
        assertThat(after(SECOND / 2, false)).isEqualTo(800);
    }

    @Test
    void halvesWhileTheyAreBusyButNeverStops() {
        after(0, true);

        assertThat(after(SECOND / 2, true)).isEqualTo(16);
        assertThat(after(SECOND / 2, true)).isEqualTo(8);
        assertThat(after(SECOND / 2, true)).isEqualTo(8);
    }

    @Test
    void beginsAnewAfterTenSecondsWithoutAny() {
        for (int i = 0; i < 10; i++) {
            after(SECOND / 2, false);
        }

        assertThat(after(10 * SECOND + 1, false)).isEqualTo(32);
    }

    @Test
    void neverExceedsASmallInstallationsMost() {
        DelayedLimit small = new DelayedLimit(4, () -> true);

        assertThat(small.besideLive(now)).isEqualTo(4);
        assertThat(small.besideLive(now + SECOND)).isEqualTo(4);
    }

    private int after(long nanos, boolean busy) {
        now += nanos;
        withoutReserve = busy;
        return limit.besideLive(now);
    }
}
