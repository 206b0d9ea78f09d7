package dev.hooklane.metrics;

import dev.hooklane.edge.CallerClass;
import dev.hooklane.edge.Edge;
import dev.hooklane.edge.Refusal;
import dev.hooklane.edge.Refusals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.function.Supplier;

/** The meters of the API's edge. Any thread may count. */
public final class EdgeMeters implements Refusals {
    private final MeterRegistry registry;

    EdgeMeters(MeterRegistry registry) {
        this.registry = registry;
        // Nobody can see a rise from nothing: the first one would go unnoticed.
        for (CallerClass caller : CallerClass.values()) {
            slowing(caller);
            for (Refusal refusal : Refusal.values()) {
                counter(caller, refusal);
            }
        }
    }

    @Override
    public void refused(CallerClass caller, Refusal refusal) {
        counter(caller, refusal).increment();
    }

    @Override
    public void slowed(CallerClass caller) {
        slowing(caller).increment();
    }

    private Counter slowing(CallerClass caller) {
        return registry.counter("hooklane.api.slowed", "caller", caller.wireName());
    }

    private Counter counter(CallerClass caller, Refusal refusal) {
        return registry.counter(
                "hooklane.api.refused", "caller", caller.wireName(), "reason", refusal.wireName());
    }

    /** Watches what is in use. */
    public void watch(Edge edge) {
        gauge("hooklane.api.connections", edge::connections).register(registry);
        gauge("hooklane.api.bodies.bytes", edge::bodyBytes).register(registry);
        for (CallerClass caller : CallerClass.values()) {
            gauge("hooklane.api.requests.in.flight", () -> edge.requests(caller))
                    .tag("caller", caller.wireName())
                    .register(registry);
        }
    }

    /** Watches until when the API's certificate is valid. */
    public void watchCertificate(Supplier<Instant> validUntil) {
        gauge(
                        "hooklane.api.certificate.valid.until.timestamp",
                        () -> validUntil.get().getEpochSecond())
                .baseUnit("seconds")
                .register(registry);
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, Supplier<Number> value) {
        return Gauge.builder(name, value).strongReference(true);
    }
}
