package dev.hooklane.source.run;

import dev.hooklane.source.SourceName;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of a run whose next record waits for a schema registry. Each is paused, and read
 * again after a while that grows, while the others are read. For the thread of the run.
 */
final class RegistryWaits implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RegistryWaits.class);
    static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final SourceName source;
    private final Consumer<?, ?> consumer;
    private final SourceMeter meter;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Wait> waits = new HashMap<>();

    private record Wait(Duration pause, long endNanos, String reason) {}

    RegistryWaits(
            SourceName source, Consumer<?, ?> consumer, SourceMeter meter, LongSupplier nanoTime) {
        this.source = source;
        this.consumer = consumer;
        this.meter = meter;
        this.nanoTime = nanoTime;
    }

    /** Reads a partition on from this offset later, as its record can't be read now. */
    void hold(TopicPartition partition, long offset, String reason) {
        Wait before = waits.get(partition);
        Duration pause =
                before == null
                        ? FIRST_PAUSE
                        : Duration.ofNanos(
                                Math.min(
                                        before.pause().multipliedBy(2).toNanos(),
                                        LONGEST_PAUSE.toNanos()));
        waits.put(partition, new Wait(pause, nanoTime.getAsLong() + pause.toNanos(), reason));
        consumer.seek(partition, offset);
        consumer.pause(Set.of(partition));
        log.warn(
                "source.registry_unavailable source={} {}@{} waits {} ms: {}",
                source,
                partition,
                offset,
                pause.toMillis(),
                reason);
        meter.waitsForRegistry(source, waits.size());
    }

    /** Returns why partitions wait. */
    Map<TopicPartition, String> reasons() {
        return waits.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, wait -> wait.getValue().reason()));
    }

    /** Takes note that a record of the partition was read, so that it waits no more. */
    void decided(TopicPartition partition) {
        if (waits.remove(partition) != null) {
            log.info("source.registry_available source={} {} is read on", source, partition);
            meter.waitsForRegistry(source, waits.size());
        }
    }

    /** Takes note that these partitions are another's. */
    void forget(Collection<TopicPartition> partitions) {
        if (waits.keySet().removeAll(partitions)) {
            meter.waitsForRegistry(source, waits.size());
        }
    }

    /** Lets partitions be read that have waited for long enough. */
    void resumeDue() {
        if (waits.isEmpty()) {
            return;
        }
        waits.keySet().retainAll(consumer.assignment());
        long now = nanoTime.getAsLong();
        List<TopicPartition> due =
                waits.entrySet().stream()
                        .filter(wait -> wait.getValue().endNanos() - now <= 0)
                        .map(Map.Entry::getKey)
                        .toList();
        consumer.resume(due);
        meter.waitsForRegistry(source, waits.size());
    }

    /** Nothing waits any more, as nothing is read. */
    @Override
    public void close() {
        meter.waitsForRegistry(source, 0);
    }
}
