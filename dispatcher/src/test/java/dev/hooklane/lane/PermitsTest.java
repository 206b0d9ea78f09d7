package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PermitsTest {
    private final Permits permits = new Permits(100_000);

    @Test
    void onlySoManyAttemptsWaitForACpu() {
        for (int i = 0; i < Permits.WAITING_FOR_CPU_MAX; i++) {
            assertThat(permits.reached()).isEmpty();
            permits.started(false);
            permits.waitsForCpu();
        }
        assertThat(permits.reached()).contains(Bound.CPU);

        permits.hasCpu();

        assertThat(permits.reached()).isEmpty();
    }

    @Test
    void attemptsThatHaveBegunHoldUpNoOther() {
        for (int i = 0; i < 10 * Permits.WAITING_FOR_CPU_MAX; i++) {
            permits.started(false);
            permits.waitsForCpu();
            permits.hasCpu();
        }

        assertThat(permits.reached()).isEmpty();
    }

    @Test
    void requestsInFlightAreBounded() {
        for (int i = 0; i < 100_000; i++) {
            permits.started(false);
        }

        assertThat(permits.reached()).contains(Bound.IN_FLIGHT);
    }
}
