package dev.hooklane.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The meters of Kafka's own clients that are useful to an operator, for the latest client of each
 * use. Meters by partition, task or broker are left out, since their number grows with the cluster.
 */
public final class KafkaMeters {
    /** Clients make some of their meters when they first need them. */
    private static final Duration REFRESH = Duration.ofMinutes(1);

    /** A starting instance has more important work to do. */
    private static final Duration FIRST_AFTER = Duration.ofSeconds(5);

    /** Tags of meters whose number grows with the cluster. */
    private static final Set<String> GROWING =
            Set.of("partition", "node.id", "task.id", "processor.node.id", "record.cache.id");

    /** The ends of the names of meters that people look at: a few dozen of some thousand. */
    private static final List<String> TOLD =
            List.of(
                    // How much, and how fast.
                    ".records.consumed.rate",
                    ".bytes.consumed.rate",
                    ".record.send.rate",
                    ".process.rate",
                    ".request.rate",
                    ".fetch.latency.avg",
                    ".request.latency.avg",
                    ".commit.latency.avg",
                    ".process.latency.avg",
                    ".batch.size.avg",
                    ".poll.idle.ratio.avg",
                    // What is wrong.
                    ".record.error.rate",
                    ".record.retry.rate",
                    ".fetch.throttle.time.avg",
                    ".produce.throttle.time.avg",
                    ".buffer.available.bytes",
                    ".failed.authentication.rate",
                    ".failed.stream.threads",
                    // The group.
                    ".assigned.partitions",
                    ".rebalance.rate.per.hour",
                    ".last.rebalance.seconds.ago",
                    ".last.poll.seconds.ago",
                    ".alive.stream.threads",
                    ".connection.count");

    private final MeterRegistry registry;
    private final ScheduledExecutorService thread;

    /** Stops watching the client of each use. */
    private final Map<String, Runnable> bound = new HashMap<>();

    /**
     * @param thread binds meters and looks for new ones
     */
    KafkaMeters(MeterRegistry registry, ScheduledExecutorService thread) {
        this.registry = registry;
        this.thread = thread;
    }

    /**
     * Returns a filter that leaves out what would be too many; it must be set before anything is
     * registered.
     */
    static MeterFilter bounded() {
        return MeterFilter.deny(id -> id.getName().startsWith("kafka.") && !isTold(id));
    }

    private static boolean isTold(Meter.Id id) {
        return TOLD.stream().anyMatch(id.getName()::endsWith)
                && id.getTags().stream().noneMatch(tag -> GROWING.contains(tag.getKey()));
    }

    /** Watches a consumer, in place of the previous one for the same use. */
    public void watch(String use, Consumer<?, ?> consumer) {
        KafkaClientMetrics meters = new KafkaClientMetrics(consumer, Tags.empty(), thread, REFRESH);
        watch(use, meters, meters::close);
    }

    /** Watches a producer likewise. */
    public void watch(String use, Producer<?, ?> producer) {
        KafkaClientMetrics meters = new KafkaClientMetrics(producer, Tags.empty(), thread, REFRESH);
        watch(use, meters, meters::close);
    }

    /** Watches an application of Kafka Streams and its clients likewise. */
    public void watch(String use, KafkaStreams streams) {
        KafkaStreamsMetrics meters =
                new KafkaStreamsMetrics(streams, Tags.empty(), thread, REFRESH);
        watch(use, meters, meters::close);
    }

    private void watch(String use, MeterBinder meters, Runnable close) {
        var _ =
                thread.schedule(
                        () -> PeriodicSampling.run("kafka-" + use, () -> bind(use, meters, close)),
                        FIRST_AFTER.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Binds the meters; runs only on the thread. */
    private void bind(String use, MeterBinder meters, Runnable close) {
        Runnable closeBefore = bound.put(use, close);
        if (closeBefore != null) {
            closeBefore.run();
        }
        meters.bindTo(registry);
    }
}
