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
    private final Map<GaugeKey, AtomicLong> gauges = new ConcurrentHashMap<>();

    private record GaugeKey(String name, SourceName source) {}

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
    public void stopped(SourceName source) {
        lag(source, 0);
        topicsLeftOut(source, 0);
    }

    @Override
    public void lag(SourceName source, long records) {
        set("hooklane.source.lag.records", source, records);
    }

    @Override
    public void topicsLeftOut(SourceName source, int topics) {
        set("hooklane.source.topics.left.out", source, topics);
    }

    private void set(String name, SourceName source, long value) {
        gauges.computeIfAbsent(new GaugeKey(name, source), this::gauge).set(value);
    }

    private AtomicLong gauge(GaugeKey key) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(key.name(), value, AtomicLong::get)
                .tag("source", key.source().value())
                .strongReference(true)
                .register(registry);
        return value;
    }
}
