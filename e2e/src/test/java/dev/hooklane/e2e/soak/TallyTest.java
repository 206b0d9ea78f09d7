package dev.hooklane.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(2);

    @Test
    void anAcknowledgedEventIsMissingUntilEachEndpointHasIt() {
        tally.published(0, 0);
        tally.acknowledged(0);
        assertThat(tally.missing()).isEqualTo(2);

        tally.arrived(0, 0, 1);
        assertThat(tally.missing()).isEqualTo(1);

        tally.arrived(0, 1, 1);
        assertThat(tally.missing()).isZero();
    }

    @Test
    void anEventThatNobodyAcknowledgedIsNotMissing() {
        tally.published(0, 0);

        assertThat(tally.missing()).isZero();
    }

    @Test
    void anEndpointThatAnEventIsNotForDoesNotMissIt() {
        tally.acknowledged(0);
        tally.notFor(0, 0);
        tally.arrived(0, 1, 1);

        assertThat(tally.missing()).isZero();
        assertThat(tally.firstArrivals()).isOne();
    }

    @Test
    void theSecondArrivalIsARepeatAndHasNoLatency() {
        tally.published(0, 1_000_000);
        tally.arrived(0, 0, 3_000_000);
        tally.arrived(0, 0, 9_000_000);

        assertThat(tally.firstArrivals()).isOne();
        assertThat(tally.repeats()).isOne();
        assertThat(tally.takeLatencies())
                .isEqualTo(new Tally.Latencies(1, Duration.ofMillis(2), Duration.ofMillis(2)));
    }

    @Test
    void latenciesAreThoseSinceTheLastTime() {
        for (int event = 0; event < 100; event++) {
            tally.published(event, 0);
            tally.arrived(event, 0, (event + 1) * 1_000_000L);
        }

        assertThat(tally.takeLatencies())
                .isEqualTo(new Tally.Latencies(100, Duration.ofMillis(50), Duration.ofMillis(99)));
        assertThat(tally.takeLatencies().count()).isZero();
    }
}
