package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private static final long SECOND = 1_000_000_000;

    /** Nothing is added or taken away: the middle of the jitter. */
    private static final RandomGenerator NO_JITTER =
            new Random() {
                private static final long serialVersionUID = 1L;

                @Override
                public double nextDouble() {
                    return 0.5;
                }
            };

    private long now = -3 * SECOND;
    private Breaker breaker = Breaker.START;

    @Test
    void requestsPassAtFirst() {
        assertThat(breaker.mayRequest(now)).isTrue();
        assertThat(breaker.requested()).isEqualTo(breaker);
        assertThat(breaker.untilRequestNanos(now)).isZero();
    }

    @Test
    void opensAfterTenFailuresInARow() {
        fail(9, false);
        assertThat(breaker).isInstanceOf(Breaker.Closed.class);

        fail(1, false);

        assertThat(breaker).isEqualTo(new Breaker.Open(now + 5 * SECOND, 5 * SECOND));
    }

    @Test
    void failuresOfOneMomentAreNoTrend() {
        for (int i = 0; i < 100; i++) {
            breaker = breaker.failed(false, now, NO_JITTER);
        }
        assertThat(breaker).isInstanceOf(Breaker.Closed.class);

        now += SECOND;
        breaker = breaker.failed(false, now, NO_JITTER);

        assertThat(breaker).isInstanceOf(Breaker.Open.class);
    }

    @Test
    void opensAfterFiveTimeoutsInARow() {
        for (int i = 0; i < 4; i++) {
            breaker = breaker.failed(true, now, NO_JITTER);
        }
        assertThat(breaker).isInstanceOf(Breaker.Closed.class);

        breaker = breaker.failed(true, now, NO_JITTER);

        assertThat(breaker).isInstanceOf(Breaker.Open.class);
    }

    @Test
    void anotherFailureBreaksARowOfTimeouts() {
        fail(4, true);
        fail(1, false);
        fail(4, true);

        assertThat(breaker).isInstanceOf(Breaker.Closed.class);
    }

    @Test
    void aSuccessBreaksTheRow() {
        fail(9, false);
        breaker = breaker.succeeded();
        fail(9, false);

        assertThat(breaker).isInstanceOf(Breaker.Closed.class);
    }

    @Test
    void whileOpenNothingIsRequestedBeforeTheProbe() {
        open();

        assertThat(breaker.mayRequest(now + 5 * SECOND - 1)).isFalse();
        assertThat(breaker.untilRequestNanos(now + SECOND)).isEqualTo(4 * SECOND);
        assertThat(breaker.mayRequest(now + 5 * SECOND)).isTrue();
    }

    @Test
    void oneProbeAtATime() {
        open();
        now += 5 * SECOND;
        breaker = breaker.requested();

        assertThat(breaker).isEqualTo(new Breaker.HalfOpen(5 * SECOND));
        assertThat(breaker.mayRequest(now + 3_600 * SECOND)).isFalse();
        assertThat(breaker.untilRequestNanos(now)).isEqualTo(5 * SECOND);
    }

    @Test
    void aProbeThatSucceedsCloses() {
        open();
        breaker = breaker.requested();

        assertThat(breaker.succeeded()).isEqualTo(Breaker.START);
    }

    @Test
    void probesGetRarerUpToFiveMinutes() {
        open();
        List<Long> seconds = new ArrayList<>();
        for (int probe = 0; probe < 8; probe++) {
            long wait = breaker.untilRequestNanos(now);
            seconds.add(wait / SECOND);
            now += wait;
            breaker = breaker.requested().failed(true, now, NO_JITTER);
        }

        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void jitterIsATenth() {
        for (long seed = 0; seed < 200; seed++) {
            Breaker.Open open = Breaker.Open.after(10 * SECOND, now, new Random(seed));

            assertThat(open.untilRequestNanos(now)).isBetween(9 * SECOND, 11 * SECOND);
        }
    }

    @Test
    void whatWasInFlightWhenItOpenedChangesNothingByFailing() {
        open();

        assertThat(breaker.failed(true, now + SECOND, NO_JITTER)).isEqualTo(breaker);
        assertThat(breaker.withdrawn(now)).isEqualTo(breaker);
    }

    @Test
    void aSuccessThatSomebodyAskedForCloses() {
        open();

        assertThat(breaker.succeeded()).isEqualTo(Breaker.START);
    }

    @Test
    void aProbeThatWasNotMadeIsFollowedByAnother() {
        open();
        now += 5 * SECOND;

        breaker = breaker.requested().withdrawn(now);

        assertThat(breaker.mayRequest(now)).isTrue();
        assertThat(breaker.requested()).isEqualTo(new Breaker.HalfOpen(5 * SECOND));
    }

    private void open() {
        fail(10, false);
        assertThat(breaker).isInstanceOf(Breaker.Open.class);
    }

    /** So many, a second apart. */
    private void fail(int times, boolean timeout) {
        for (int i = 0; i < times; i++) {
            now += SECOND;
            breaker = breaker.failed(timeout, now, NO_JITTER);
        }
    }
}
