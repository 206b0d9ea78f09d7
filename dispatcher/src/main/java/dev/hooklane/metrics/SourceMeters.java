package dev.hooklane.metrics;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.run.SourceMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The meters of the sources. There are at most a hundred sources, so they may be a tag. Any thread
 * may count.
 */
final class SourceMeters implements SourceMeter {
    private final MeterRegistry registry;
    private final Map<SourceName, AtomicLong> lags = new ConcurrentHashMap<>();

    SourceMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void read(SourceName source, Counts counts) {
        records(source, "published").increment(counts.published());
        records(source, "skipped").increment(counts.skipped());
        records(source, "rejected").increment(counts.rejected());
    }

    private Counter records(SourceName source, String outcome) {
        return registry.counter(
                "hooklane.source.records", "source", source.value(), "outcome", outcome);
    }

    @Override
    public void contradicted(SourceName source, String trouble) {
        registry.counter(
                        "hooklane.source.contradicted",
                        "source",
                        source.value(),
                        "trouble",
                        trouble)
                .increment();
    }

    @Override
    public void restarted(SourceName source) {
        registry.counter("hooklane.source.restarts", "source", source.value()).increment();
    }

    @Override
    public void lag(SourceName source, long records) {
        lags.computeIfAbsent(source, this::gauge).set(records);
    }

    private AtomicLong gauge(SourceName source) {
        AtomicLong lag = new AtomicLong();
        Gauge.builder("hooklane.source.lag.records", lag, AtomicLong::get)
                .tag("source", source.value())
                .strongReference(true)
                .register(registry);
        return lag;
    }
}
