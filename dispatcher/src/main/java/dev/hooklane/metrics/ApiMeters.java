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
    private final Counter ofOwnShare;
    private final Counter ofAll;
    private final LinkMeters links;

    ApiMeters(MeterRegistry registry) {
        this.registry = registry;
        this.unauthorized = registry.counter("hooklane.api.unauthorized");
        this.ofOwnShare = refused(registry, "own");
        this.ofAll = refused(registry, "all");
        this.links = new LinkMeters(registry);
    }

    private static Counter refused(MeterRegistry registry, String share) {
        return registry.counter("hooklane.lookups.refused", "share", share);
    }

    /** Returns the meters of portal links. */
    public LinkMeters links() {
        return links;
    }

    /**
     * Counts a request that found no turn to look something up in Kafka.
     *
     * @param own whether its account's own share was used up
     */
    public void lookupRefused(boolean own) {
        (own ? ofOwnShare : ofAll).increment();
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
