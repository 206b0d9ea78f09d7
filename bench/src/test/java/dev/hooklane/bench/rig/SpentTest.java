package dev.hooklane.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpentTest {
    /** 1,000 deliveries within 2 s, recorded a second later: 0.5 s of CPU, 0.1 s to compile. */
    private final Spent spent =
            new Spent(
                    1_000,
                    Duration.ofSeconds(2),
                    new Occupancy(0.25, 0.1, 0, 0),
                    new Usage(
                            Duration.ofSeconds(3).toNanos(),
                            Duration.ofMillis(500),
                            Map.of("broker", Duration.ofMillis(20)),
                            400),
                    new ThreadTimes(
                            Map.of("C2 CompilerThread0", 0.07, "C1 CompilerThread0", 0.03)));

    @Test
    void theRateEndsWithTheLastArrival() {
        assertThat(spent.perSecond()).isEqualTo(500);
    }

    @Test
    void theCompilersTimeDoesNotCount() {
        assertThat(spent.productMicros(0)).isCloseTo(400, within(1e-6));
        assertThat(spent.compiling()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void theTimeAtRestDoesNotCount() {
        // 5 % of a core for 3 s are 150 ms.
        assertThat(spent.productMicros(0.05)).isCloseTo(250, within(1e-6));
    }

    @Test
    void requestsAtRestDoNotCount() {
        assertThat(spent.batch(0)).isEqualTo(2.5);
        assertThat(spent.batch(100)).isEqualTo(10);
    }

    @Test
    void fewerRequestsThanAtRestAreOne() {
        assertThat(spent.batch(1_000)).isEqualTo(1_000);
    }

    @Test
    void theFileHasTheOthersTimeForEachDelivery() {
        assertThat(spent.details()).containsEntry("others.cpuMicros", Map.of("broker", 20.0));
    }
}
