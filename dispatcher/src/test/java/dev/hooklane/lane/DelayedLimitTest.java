package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayedLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final DelayedLimit limit = new DelayedLimit(800);
    private long now = 5 * SECOND;

    @Test
    void beginsCarefully() {
        assertThat(after(0, false)).isEqualTo(32);
        assertThat(after(SECOND / 2 - 1, false)).isEqualTo(32);
    }

    @Test
    void doublesTwiceASecondUpToTheMostWhileTheCpusHaveRoom() {
        after(0, false);

        assertThat(after(SECOND / 2, false)).isEqualTo(64);
        assertThat(after(SECOND / 2, false)).isEqualTo(128);
        for (int i = 0; i < 10; i++) {
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
        DelayedLimit small = new DelayedLimit(4);

        assertThat(small.besideLive(new Now(now, false, 0, 0, false))).isEqualTo(4);
        assertThat(small.besideLive(new Now(now + SECOND, true, 0, 0, false))).isEqualTo(4);
    }

    private int after(long nanos, boolean busy) {
        now += nanos;
        return limit.besideLive(new Now(now, busy, 0, 0, false));
    }
}
