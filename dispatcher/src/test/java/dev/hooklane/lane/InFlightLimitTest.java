package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InFlightLimitTest {
    private static final long MS = 1_000_000;

    private final InFlightLimit limit = new InFlightLimit(64);

    @Test
    void startsAtEight() {
        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void aCeilingBelowTheStartHolds() {
        assertThat(new InFlightLimit(3).limit()).isEqualTo(3);
    }

    @Test
    void aFastEndpointReachesItsCeilingInThreeRoundTrips() {
        for (int trip = 0; trip < 3; trip++) {
            fullRoundTrip(MS);
        }

        assertThat(limit.limit()).isEqualTo(64);
    }

    @Test
    void neverGoesAboveTheCeiling() {
        for (int trip = 0; trip < 20; trip++) {
            fullRoundTrip(MS);
        }

        assertThat(limit.limit()).isEqualTo(64);
    }

    @Test
    void latencyThatIsHighButStableIsNoReasonToShrink() {
        for (int trip = 0; trip < 200; trip++) {
            fullRoundTrip(3_000 * MS);
        }

        assertThat(limit.limit()).isEqualTo(64);
    }

    @Test
    void thirtyMillisecondsWithJitterKeepFullConcurrency() {
        for (int i = 0; i < 20_000; i++) {
            limit.succeeded((20 + i * 7 % 40) * MS, limit.limit(), false);
        }

        assertThat(limit.limit()).isEqualTo(64);
    }

    @Test
    void aLimitThatIsNotUsedDoesNotGrow() {
        for (int i = 0; i < 100; i++) {
            limit.succeeded(MS, 3, false);
        }

        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void latencyThatRisesWithLoadShrinksIt() {
        for (int trip = 0; trip < 10; trip++) {
            fullRoundTrip(50 * MS);
        }
        for (int i = 0; i < 30; i++) {
            limit.succeeded(400 * MS, limit.limit(), false);
        }

        assertThat(limit.limit()).isLessThan(64);
    }

    @Test
    void latencyThatRisesSinceTheInstanceIsBusyTakesNothing() {
        for (int trip = 0; trip < 10; trip++) {
            fullRoundTrip(50 * MS);
        }
        for (int i = 0; i < 30; i++) {
            limit.succeeded(400 * MS, limit.limit(), true);
        }

        assertThat(limit.limit()).isEqualTo(64);
    }

    @Test
    void aRiseOfLessThanATenthOfASecondIsNothing() {
        for (int trip = 0; trip < 10; trip++) {
            fullRoundTrip(MS);
        }
        for (int i = 0; i < 60; i++) {
            limit.succeeded(90 * MS, limit.limit(), false);
        }

        assertThat(limit.limit()).isEqualTo(64);
    }

    @Test
    void aTimeoutHalvesIt() {
        limit.overloaded(15_000 * MS);

        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void timeoutsOfOneMomentCountOnce() {
        for (int i = 0; i < 8; i++) {
            limit.overloaded(15_000 * MS);
        }

        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void neverFallsBelowOne() {
        for (int i = 0; i < 1_000; i++) {
            limit.overloaded(15_000 * MS);
        }

        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void otherFailuresShrinkItSlowly() {
        fullRoundTrip(MS);
        limit.failed(MS);

        assertThat(limit.limit()).isEqualTo(14);
    }

    @Test
    void failuresThatSayNothingOfLoadTakeNothingOfWhatANewEndpointHas() {
        for (int i = 0; i < 1_000; i++) {
            limit.failed(MS);
        }

        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void afterAFallItGrowsByAboutOneARoundTrip() {
        limit.overloaded(MS);

        for (int trip = 0; trip < 11; trip++) {
            fullRoundTrip(MS);
        }

        assertThat(limit.limit()).isBetween(12, 15);
    }

    @Test
    void anEndpointThatRecoversGetsItsCeilingBack() {
        for (int i = 0; i < 100; i++) {
            limit.overloaded(15_000 * MS);
        }
        for (int trip = 0; trip < 100; trip++) {
            fullRoundTrip(10 * MS);
        }

        assertThat(limit.limit()).isEqualTo(64);
    }

    @Test
    void aLowerCeilingCountsAtOnce() {
        limit.changeCeiling(2);

        assertThat(limit.limit()).isEqualTo(2);
    }

    /** As many successes as were allowed at its beginning. */
    private void fullRoundTrip(long latency) {
        int inFlight = limit.limit();
        for (int i = 0; i < inFlight; i++) {
            limit.succeeded(latency, limit.limit(), false);
        }
    }
}
