package dev.hooklane.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;

/** The meters of the API and of the pages served with it. Any thread may count. */
public final class ApiMeters {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final MeterRegistry registry;
    private final Counter unauthorized;

    ApiMeters(MeterRegistry registry) {
        this.registry = registry;
        this.unauthorized = registry.counter("hooklane.api.unauthorized");
    }

    /** Counts a request without a valid key. */
    public void unauthorized() {
        unauthorized.increment();
    }

    /**
     * Counts a request that was answered.
     *
     * @param route the route's pattern, never a path with ids in it
     */
    public void answered(String method, String route, int status, Duration took) {
        Timer.builder("hooklane.api.requests")
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }
}
