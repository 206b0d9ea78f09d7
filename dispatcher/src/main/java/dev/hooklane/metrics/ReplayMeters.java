package dev.hooklane.metrics;

import dev.hooklane.replay.SkipReason;
import dev.hooklane.replayer.ReplayMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/** The meters of replays. Any thread may count. */
final class ReplayMeters implements ReplayMeter {
    private final MeterRegistry registry;
    private final Counter sent;

    ReplayMeters(MeterRegistry registry) {
        this.registry = registry;
        this.sent = registry.counter("hooklane.replays.sent");
        for (SkipReason reason : SkipReason.values()) {
            skips(reason);
        }
    }

    private Counter skips(SkipReason reason) {
        return registry.counter("hooklane.replays.skipped", "reason", reason.wireName());
    }

    @Override
    public void sent(int deliveries) {
        sent.increment(deliveries);
    }

    @Override
    public void skipped(SkipReason reason, long deliveries) {
        skips(reason).increment((double) deliveries);
    }

    /** Watches how many replays are not over, including those of other instances. */
    public void watchUnfinished(IntSupplier count) {
        Gauge.builder("hooklane.replays.unfinished", count, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
    }
}
