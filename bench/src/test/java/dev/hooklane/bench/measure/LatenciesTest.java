package dev.hooklane.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aRunBesideTroubleIsComparedWithTheOneAlone() {
        Measure ratio = of(2_000, 30).p99Over(of(2_000, 20), "some.p99");

        assertThat(ratio.value()).isCloseTo(1.5, within(0.01));
    }

    @Test
    void tooFewLatenciesAreNoPercentile() {
        assertThatThrownBy(() -> of(999, 30).p99Over(of(2_000, 20), "some.p99"))
                .isInstanceOf(BenchmarkFailedException.class)
                .hasMessageContaining("999");
    }

    private static Latencies of(int count, long millis) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(millis * 1_000_000, count);
        return new Latencies(histogram);
    }
}
