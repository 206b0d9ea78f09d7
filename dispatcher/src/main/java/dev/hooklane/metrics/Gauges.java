package dev.hooklane.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Figures that this process has in memory and reads at each scrape, each from the part that has it.
 * That part must answer at once.
 */
public final class Gauges {
    private final MeterRegistry registry;

    Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Watches how many attempts are running, and how many of them are for slow endpoints. */
    public void watchInFlight(IntSupplier count, IntSupplier slow) {
        watch("hooklane.attempts.in.flight", count);
        watch("hooklane.attempts.in.flight.slow", slow);
    }

    /** Watches how many connections to endpoints are open, in use or idle. */
    public void watchConnections(IntSupplier count) {
        watch("hooklane.connections", count);
    }

    /** Watches how many lanes this instance has, and how many of their breakers are not closed. */
    public void watchLanes(IntSupplier lanes, IntSupplier openBreakers) {
        watch("hooklane.lanes", lanes);
        watch("hooklane.lanes.open", openBreakers);
    }

    /** Watches how many deliveries its lanes hold, and how many of them are not running. */
    public void watchAdmitted(IntSupplier count, IntSupplier queued) {
        watch("hooklane.deliveries.admitted", count);
        watch("hooklane.deliveries.queued", queued);
    }

    /** Watches how many polled records of the delay topics are held until they are due. */
    public void watchHeld(IntSupplier count) {
        watch("hooklane.records.held", count);
    }

    /** Watches the offsets that were read and are not done, of the partition with the most. */
    public void watchWindow(LongSupplier offsets) {
        watch("hooklane.window.offsets", Tags.empty(), offsets::getAsLong);
    }

    /**
     * Watches how many endpoints this instance knows, how many of them are disabled, and how many
     * have secrets that it can't open or a record that it can't read.
     */
    public void watchEndpoints(IntSupplier count, IntSupplier disabled, IntSupplier sealed) {
        watch("hooklane.endpoints", count);
        watch("hooklane.endpoints.disabled", disabled);
        watch("hooklane.endpoints.sealed", sealed);
    }

    /** Watches how many listeners' streams this instance holds, and the requests on them. */
    public void watchListeners(IntSupplier open, IntSupplier unanswered) {
        watch("hooklane.listeners.open", open);
        watch("hooklane.listeners.unanswered", unanswered);
    }

    /** Watches how much of the history this instance keeps. */
    public void watchHistory(IntSupplier partitions, LongSupplier bytes) {
        watch("hooklane.history.partitions", partitions);
        watch("hooklane.history.disk.bytes", Tags.empty(), bytes::getAsLong);
    }

    /** Watches whether a part of the instance can do its work. */
    public void watchReady(String part, BooleanSupplier ready) {
        watch("hooklane.part.ready", Tags.of("part", part), () -> ready.getAsBoolean() ? 1 : 0);
    }

    /** Watches by how many seconds this machine's clock is ahead of the brokers'. */
    public void watchClock(DoubleSupplier seconds) {
        watch("hooklane.clock.offset.seconds", Tags.empty(), seconds);
    }

    /** Reports which version runs. */
    public void tellVersion(String version) {
        watch("hooklane.version", Tags.of("version", version), () -> 1);
    }

    /** Watches the disk that a folder is on. */
    public void watchDisk(Path folder) {
        new DiskSpaceMetrics(folder.toAbsolutePath().toFile(), Tags.of(Tag.of("use", "state-dir")))
                .bindTo(registry);
    }

    private void watch(String name, IntSupplier count) {
        watch(name, Tags.empty(), count::getAsInt);
    }

    private void watch(String name, Tags tags, DoubleSupplier value) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
