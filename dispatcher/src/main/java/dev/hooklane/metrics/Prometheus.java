package dev.hooklane.metrics;

import dev.hooklane.quota.QuotaMeter;
import dev.hooklane.replayer.ReplayMeter;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.run.SourceMeter;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.supervision.Supervision;
import dev.hooklane.topic.FollowedTopic;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** The registry behind {@code /metrics}, with the JVM's own meters in it. */
public final class Prometheus implements AutoCloseable {
    /** The media type of what {@link #scrape} returns. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("hooklane-metrics").daemon().factory());
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final JvmHeapPressureMetrics heapPressure = new JvmHeapPressureMetrics();
    private final FanOutMeters fanOut;
    private final DeferredMeters deferred;
    private final DeliveryMeters delivery;
    private final ReplayMeters replays;
    private final SourceMeters sources;
    private final ApiMeters api;
    private final EdgeMeters edge;
    private final LookMeters looks;
    private final QuotaMeters quotas;
    private final Gauges gauges;
    private final WaitingMeters waiting;
    private final HeldMeters held;
    private final UnreadableMeters unreadable;
    private final LaneMeters lanes;
    private final ExpiryMeters expiry;
    private final ThreadMeters threads;
    private final KafkaMeters kafka;
    private final PeriodicSampling sampling = new PeriodicSampling(thread);

    public Prometheus() {
        registry.config().meterFilter(KafkaMeters.bounded());
        gc.bindTo(registry);
        heapPressure.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        fanOut = new FanOutMeters(registry);
        deferred = new DeferredMeters(registry, InstantSource.system());
        delivery = new DeliveryMeters(registry);
        replays = new ReplayMeters(registry);
        sources = new SourceMeters(registry);
        api = new ApiMeters(registry);
        edge = new EdgeMeters(registry);
        looks = new LookMeters(registry);
        quotas = new QuotaMeters(registry);
        gauges = new Gauges(registry);
        waiting = new WaitingMeters(registry, InstantSource.system());
        held = new HeldMeters(registry);
        unreadable = new UnreadableMeters(registry);
        lanes = new LaneMeters(registry);
        expiry = new ExpiryMeters(registry);
        threads = new ThreadMeters(registry);
        kafka = new KafkaMeters(registry, thread);
        sampling.every(UnreadableMeters.LOOK_INTERVAL, "unreadable", unreadable::look);
        sampling.every(SourceMeters.LOOK_INTERVAL, "sources", sources::look);
    }

    public FanOutMeters fanOut() {
        return fanOut;
    }

    public DeferredMeters deferred() {
        return deferred;
    }

    public DeliveryMeters delivery() {
        return delivery;
    }

    public ReplayMeter replays() {
        return replays;
    }

    public SourceMeter sources() {
        return sources;
    }

    public ApiMeters api() {
        return api;
    }

    public EdgeMeters edge() {
        return edge;
    }

    public LookMeters looks() {
        return looks;
    }

    public QuotaMeter quotas() {
        return quotas;
    }

    public Gauges gauges() {
        return gauges;
    }

    public WaitingMeters waiting() {
        return waiting;
    }

    public HeldMeters held() {
        return held;
    }

    SourceMeters sourceMeters() {
        return sources;
    }

    UnreadableMeters unreadable() {
        return unreadable;
    }

    public LaneMeters lanes() {
        return lanes;
    }

    public ExpiryMeters expiry() {
        return expiry;
    }

    public KafkaMeters kafka() {
        return kafka;
    }

    /**
     * Watches a followed topic: the thread that reads it, and the partitions that it can't read.
     */
    public void watch(FollowedTopic followed) {
        threads.watch(followed.thread());
        unreadable.watch(followed.unreadable()::offsets);
    }

    /** Watches that a thread gets on with its work. */
    public void watch(SupervisedThread thread) {
        threads.watch(thread);
    }

    /** Watches the partitions that a part of this instance can't read, each with the offset. */
    public void watchUnreadable(Supplier<Map<TopicPartition, Long>> part) {
        unreadable.watch(part);
    }

    /** Watches the sources that are to be read, and which of them this instance reads. */
    public void watchSources(Supplier<Map<SourceName, Boolean>> wanted) {
        sources.watch(wanted);
    }

    /** Watches how many replays are not over, including those of other instances. */
    public void watchUnfinishedReplays(IntSupplier count) {
        replays.watchUnfinished(count);
    }

    /** Returns what is known of the threads that are watched. */
    public Supervision supervision() {
        return threads.supervision();
    }

    /** Returns the sampling of figures that a scrape must not wait for. */
    public PeriodicSampling sampling() {
        return sampling;
    }

    /** Returns all meters as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        gc.close();
        heapPressure.close();
        registry.close();
    }
}
