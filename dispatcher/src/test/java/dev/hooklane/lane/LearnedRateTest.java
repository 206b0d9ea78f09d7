package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LearnedRateTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private final LearnedRate rate = new LearnedRate();
    private long now = -3 * SECOND;

    @Test
    void limitsNothingBeforeTheFirstRefusal() {
        rate.succeeded(now, now);
        rate.requested(now);

        assertThat(rate.untilNextNanos(now)).isZero();
        assertThat(rate.isLimited()).isFalse();
        assertThat(rate.isForgettable(now)).isTrue();
    }

    @Test
    void theFirstRefusalSetsARateBelowWhatWasTakenInTheLastSecond() {
        succeed(10);

        rate.refused(now, now);

        assertThat(rate.intervalNanos()).isBetween(142 * MS, 144 * MS);
        assertThat(rate.untilNextNanos(now)).isBetween(130 * MS, 144 * MS);
    }

    @Test
    void whatWasOnItsWayWhenTheRateFellLowersItOnce() {
        succeed(10);
        rate.refused(now - 20 * MS, now);
        long interval = rate.intervalNanos();

        rate.refused(now - 10 * MS, now + 5 * MS);
        assertThat(rate.intervalNanos()).isEqualTo(interval);
        rate.refused(now + 1, now + 10 * MS);
        assertThat(rate.intervalNanos()).isGreaterThan(interval);
    }

    @Test
    void whatWasTakenTogetherWithTheFirstRefusedOnesCounts() {
        rate.refused(now, now + 5 * MS);
        rate.succeeded(now, now + 6 * MS);
        rate.succeeded(now, now + 7 * MS);

        assertThat(rate.intervalNanos()).isBetween(714 * MS, 715 * MS);
    }

    @Test
    void theRateDoublesInAMinuteOfUse() {
        succeed(10);
        rate.refused(now, now);
        long interval = rate.intervalNanos();
        now += MS;
        for (long end = now + 60 * SECOND; now < end; now += rate.intervalNanos()) {
            rate.succeeded(now, now);
        }

        assertThat((double) interval / rate.intervalNanos()).isBetween(1.9, 2.1);
    }

    @Test
    void oneRefusalOfAnEndpointOfWhichNothingIsKnownIsForgottenInSeconds() {
        rate.refused(now, now);
        long refusedAt = now;
        now += MS;
        while (rate.intervalNanos() > 50 * MS) {
            rate.succeeded(now, now);
            now += rate.intervalNanos();
        }

        // From one in 1.4 s to 20 a second.
        assertThat(now - refusedAt).isLessThan(30 * SECOND);
    }

    @Test
    void aRefusalOfTheRequestThatAsksAfterAWaitSaysNothingOfThePace() {
        rate.refused(now, now);
        rate.waits(Duration.ofSeconds(1), Optional.empty(), now);
        long interval = rate.intervalNanos();
        for (int i = 0; i < 5; i++) {
            now += rate.untilNextNanos(now);
            rate.requested(now);
            rate.refused(now + MS, now + 2 * MS);
            rate.waits(Duration.ofSeconds(1), Optional.empty(), now + 2 * MS);
            now += 2 * MS;
        }
        assertThat(rate.intervalNanos()).isEqualTo(interval);

        now += rate.untilNextNanos(now);
        rate.requested(now);
        rate.succeeded(now, now);
        rate.requested(now + MS);
        rate.refused(now + MS, now + 2 * MS);

        assertThat(rate.intervalNanos()).isGreaterThan(interval);
    }

    @Test
    void aFewThatWereTakenBesideTheFirstRefusalSayNothingOfALimit() {
        rate.refused(now, now + 5 * MS);
        rate.succeeded(now, now + 6 * MS);
        long refusedAt = now;
        now += 10 * MS;
        while (rate.intervalNanos() > 50 * MS) {
            rate.succeeded(now, now);
            now += rate.intervalNanos();
        }

        assertThat(now - refusedAt).isLessThan(30 * SECOND);
    }

    @Test
    void fromTwiceTheRateThatWasRefusedOnItGrowsFast() {
        succeed(10);
        rate.refused(now, now);
        now += MS;
        long start = now;
        while (rate.intervalNanos() > 49 * MS) {
            rate.succeeded(now, now);
            now += rate.intervalNanos();
        }
        // From 7 to 20 a second, of which 10 were refused.
        assertThat(now - start).isBetween(85 * SECOND, 95 * SECOND);

        start = now;
        while (rate.intervalNanos() > 5 * MS) {
            rate.succeeded(now, now);
            now += rate.intervalNanos();
        }
        assertThat(now - start).isLessThan(20 * SECOND);
    }

    @Test
    void timeWithoutUseTellsNothingOfWhatItTakes() {
        succeed(10);
        rate.refused(now, now);
        long interval = rate.intervalNanos();

        now += 500 * SECOND;
        rate.succeeded(now, now);

        assertThat((double) rate.intervalNanos() / interval).isBetween(0.99, 1.0);
    }

    @Test
    void anEndpointThatTakesEverythingAgainHasNoLimitInTheEnd() {
        rate.refused(now, now);
        for (int i = 0; i < 10_000_000 && rate.isLimited(); i++) {
            now += rate.intervalNanos();
            rate.succeeded(now, now);
        }

        assertThat(rate.isLimited()).isFalse();
    }

    @Test
    void anEndpointThatOnlyRefusesIsStillAskedOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            now += 100 * SECOND;
            rate.refused(now, now);
        }

        assertThat(rate.untilNextNanos(now)).isBetween(59 * SECOND, 60 * SECOND);
    }

    @Test
    void aWaitThatWasAskedForIsKeptToAndTheLongestCounts() {
        rate.waits(Duration.ofSeconds(30), Optional.of(Duration.ofHours(8)), now);
        rate.waits(Duration.ofSeconds(3), Optional.of(Duration.ofHours(8)), now);

        assertThat(rate.untilNextNanos(now)).isEqualTo(30 * SECOND);
        assertThat(rate.isForgettable(now)).isFalse();
        assertThat(rate.untilNextNanos(now + 30 * SECOND)).isZero();
        assertThat(rate.isForgettable(now + 30 * SECOND)).isTrue();
    }

    @Test
    void oneRequestAsksAgainAfterAnHourWhateverTheEndpointSaid() {
        rate.waits(Duration.ofDays(7), Optional.of(Duration.ofHours(8)), now);

        assertThat(rate.untilNextNanos(now)).isEqualTo(3_600 * SECOND);
    }

    @Test
    void nothingElseWaitsLongerThanTheDeliveryItself() {
        rate.waits(Duration.ofHours(1), Optional.of(Duration.ofMinutes(30)), now);

        assertThat(rate.untilNextNanos(now)).isEqualTo(1_800 * SECOND);
    }

    @Test
    void afterTheLastAttemptOfADeliveryOthersWaitTenMinutesAtMost() {
        rate.waits(Duration.ofHours(1), Optional.empty(), now);

        assertThat(rate.untilNextNanos(now)).isEqualTo(600 * SECOND);
    }

    @Test
    void aTestThatSucceedsEndsTheWait() {
        rate.waits(Duration.ofHours(1), Optional.empty(), now);

        rate.succeeded(now - MS, now + MS);
        assertThat(rate.untilNextNanos(now + MS)).isPositive();
        rate.succeeded(now + MS, now + 2 * MS);
        assertThat(rate.untilNextNanos(now + 2 * MS)).isZero();
    }

    @Test
    void afterAWaitRequestsAreSpacedByTheRate() {
        succeed(10);
        rate.refused(now, now);
        rate.waits(Duration.ofSeconds(3), Optional.of(Duration.ofHours(8)), now);
        now += 3 * SECOND;

        assertThat(rate.untilNextNanos(now)).isZero();
        rate.requested(now);
        assertThat(rate.untilNextNanos(now)).isBetween(130 * MS, 144 * MS);
    }

    @Test
    void aRateIsForgottenTenMinutesAfterItsLastUse() {
        succeed(1);
        rate.refused(now, now);

        assertThat(rate.isForgettable(now + 600 * SECOND)).isFalse();
        assertThat(rate.isForgettable(now + 602 * SECOND)).isTrue();
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            now += 10 * MS;
            rate.succeeded(now, now);
        }
    }
}
