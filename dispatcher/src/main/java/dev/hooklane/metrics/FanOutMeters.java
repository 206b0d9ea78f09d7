package dev.hooklane.metrics;

import dev.hooklane.event.RejectReason;
import dev.hooklane.fanout.FanOutMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of the fan-out. Any thread may count. */
public final class FanOutMeters implements FanOutMeter {
    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter repeated;
    private final Counter deliveries;
    private final Counter filtered;
    private final Counter restarts;

    FanOutMeters(MeterRegistry registry) {
        this.registry = registry;
        accepted = registry.counter("hooklane.events.accepted");
        repeated = registry.counter("hooklane.events.repeated");
        deliveries = registry.counter("hooklane.fanout.deliveries");
        filtered = registry.counter("hooklane.fanout.filtered");
        restarts = registry.counter("hooklane.fanout.restarts");
        for (RejectReason reason : RejectReason.values()) {
            rejections(reason);
        }
    }

    private Counter rejections(RejectReason reason) {
        return registry.counter("hooklane.events.rejected", "reason", reason.code());
    }

    @Override
    public void accepted(int made, int filteredOut) {
        accepted.increment();
        deliveries.increment(made);
        filtered.increment(filteredOut);
    }

    @Override
    public void repeated() {
        repeated.increment();
    }

    @Override
    public void rejected(RejectReason reason) {
        rejections(reason).increment();
    }

    /** Counts a restart of the fan-out. */
    public void restarted() {
        restarts.increment();
    }
}
