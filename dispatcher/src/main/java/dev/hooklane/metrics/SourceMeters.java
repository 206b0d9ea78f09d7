package dev.hooklane.metrics;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.SourceRejection;
import dev.hooklane.source.progress.FirstRecord;
import dev.hooklane.source.run.SourceMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The meters of the sources. There are at most a hundred sources, so they may be a tag. Any thread
 * may count.
 */
final class SourceMeters implements SourceMeter {
    static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);
    private static final String NO_REASON = "none";

    private final MeterRegistry registry;
    private final MultiGauge reading;
    private final Map<GaugeKey, AtomicLong> gauges = new ConcurrentHashMap<>();
    private volatile Supplier<Map<SourceName, Boolean>> wanted = Map::of;

    private record GaugeKey(String name, SourceName source) {}

    SourceMeters(MeterRegistry registry) {
        this.registry = registry;
        reading = MultiGauge.builder("hooklane.source.reading").register(registry);
    }

    /** Watches the sources that are to be read, and which of them this instance reads. */
    void watch(Supplier<Map<SourceName, Boolean>> sources) {
        wanted = sources;
    }

    void look() {
        reading.register(
                wanted.get().entrySet().stream()
                        .map(each ->
                                MultiGauge.Row.of(
                                        Tags.of("source", each.getKey().value()),
                                        each.getValue() ? 1 : 0))
                        .toList(),
                true);
    }

    @Override
    public void started(SourceName source) {
        records(source, "published", NO_REASON).increment(0);
        records(source, "skipped", NO_REASON).increment(0);
        for (SourceRejection reason : SourceRejection.values()) {
            records(source, "rejected", reason.code()).increment(0);
        }
        for (FirstRecord.Trouble trouble : FirstRecord.Trouble.values()) {
            contradictions(source, trouble.label()).increment(0);
        }
        restarts(source).increment(0);
        waitsForRegistry(source, 0);
    }

    @Override
    public void read(SourceName source, Counts counts) {
        records(source, "published", NO_REASON).increment(counts.published());
        records(source, "skipped", NO_REASON).increment(counts.skipped());
        counts.rejected()
                .forEach((reason, count) ->
                        records(source, "rejected", reason.code()).increment(count));
    }

    private Counter records(SourceName source, String outcome, String reason) {
        return registry.counter(
                "hooklane.source.records",
                "source",
                source.value(),
                "outcome",
                outcome,
                "reason",
                reason);
    }

    @Override
    public void contradicted(SourceName source, String trouble) {
        contradictions(source, trouble).increment();
    }

    private Counter contradictions(SourceName source, String trouble) {
        return registry.counter(
                "hooklane.source.contradicted", "source", source.value(), "trouble", trouble);
    }

    @Override
    public void restarted(SourceName source) {
        restarts(source).increment();
    }

    private Counter restarts(SourceName source) {
        return registry.counter("hooklane.source.restarts", "source", source.value());
    }

    @Override
    public void stopped(SourceName source) {
        set("hooklane.source.lag.records", source, 0);
        set("hooklane.source.lag.seconds", source, 0);
        topicsLeftOut(source, 0);
        topicsMissing(source, 0);
        topicsRefused(source, 0);
        awaitsRewind(source, 0);
        waitsForRegistry(source, 0);
    }

    /** Names of sources come and go: their series must not add up. */
    @Override
    public void removed(SourceName source) {
        gauges.keySet().removeIf(each -> each.source().equals(source));
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("hooklane.source."))
                .filter(id -> source.value().equals(id.getTag("source")))
                .forEach(registry::remove);
    }

    @Override
    public void lag(SourceName source, Lag lag) {
        set("hooklane.source.lag.records", source, lag.records());
        set("hooklane.source.lag.seconds", source, lag.age().toSeconds());
    }

    @Override
    public void waitsForRegistry(SourceName source, int partitions) {
        set("hooklane.source.registry.unavailable", source, partitions);
    }

    @Override
    public void topicsLeftOut(SourceName source, int topics) {
        set("hooklane.source.topics.left.out", source, topics);
    }

    @Override
    public void topicsMissing(SourceName source, int topics) {
        set("hooklane.source.topics.missing", source, topics);
    }

    @Override
    public void topicsRefused(SourceName source, int topics) {
        set("hooklane.source.topics.refused", source, topics);
    }

    @Override
    public void awaitsRewind(SourceName source, int partitions) {
        set("hooklane.source.awaits.rewind", source, partitions);
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
