package dev.hooklane.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The latencies of some deliveries. */
public record Latencies(Histogram nanos) {
    public double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    public long count() {
        return nanos.getTotalCount();
    }

    public long countWithin(long limitNanos) {
        return nanos.getCountBetweenValues(0, limitNanos);
    }

    public double maxMillis() {
        return nanos.getMaxValue() / 1e6;
    }

    public Measure measure(String name, double percentile) {
        return Measure.of(name, millis(percentile), "ms");
    }

    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("events", count());
        details.put("mean", nanos.getMean() / 1e6);
        details.put("p50", millis(50));
        details.put("p90", millis(90));
        details.put("p99", millis(99));
        details.put("max", maxMillis());
        return details;
    }

    /**
     * Returns the ratio of this 99th percentile to that of another run.
     *
     * @throws BenchmarkFailedException if either has too few values for such a percentile
     */
    public double p99Over(Latencies alone) {
        if (count() < 1_000 || alone.count() < 1_000) {
            throw new BenchmarkFailedException(
                    "%d and %d latencies are too few for a 99th percentile"
                            .formatted(count(), alone.count()));
        }
        return millis(99) / alone.millis(99);
    }

    /** Returns that ratio as a measure. */
    public Measure p99Over(Latencies alone, String name) {
        return Measure.of(name, p99Over(alone), "ratio");
    }
}
