package dev.hooklane.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that some part of the instance can't read, and from which offset on. There is no
 * offset series as long as all can be read. Any thread may use it.
 */
final class UnreadableMeters {
    static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    private final List<Supplier<Map<TopicPartition, Long>>> parts = new CopyOnWriteArrayList<>();
    private final MultiGauge offsets;

    UnreadableMeters(MeterRegistry registry) {
        offsets = MultiGauge.builder("hooklane.partition.unreadable.offset").register(registry);
        Gauge.builder("hooklane.partitions.unreadable", this, each -> each.all().size())
                .strongReference(true)
                .register(registry);
    }

    /** Watches a part of the instance that returns at once what it can't read. */
    public void watch(Supplier<Map<TopicPartition, Long>> part) {
        parts.add(part);
    }

    void look() {
        offsets.register(
                all().entrySet().stream()
                        .map(each ->
                                MultiGauge.Row.of(
                                        Tags.of(
                                                "topic",
                                                each.getKey().topic(),
                                                "partition",
                                                Integer.toString(each.getKey().partition())),
                                        each.getValue()))
                        .toList(),
                true);
    }

    private Map<TopicPartition, Long> all() {
        Map<TopicPartition, Long> all = new HashMap<>();
        parts.forEach(part -> part.get().forEach((key, at) -> all.merge(key, at, Math::min)));
        return all;
    }
}
