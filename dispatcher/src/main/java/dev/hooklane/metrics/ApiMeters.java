package dev.hooklane.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of the API and of the pages served with it. Any thread may count. */
public final class ApiMeters {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final MeterRegistry registry;
    private final Counter unauthorized;
    private final Counter deletedEarly;
    private final Counter ofOwnShare;
    private final Counter ofAll;
    private final LinkMeters links;
    private final AuditMeters audit;
    private final Map<Request, Timer> requests = new ConcurrentHashMap<>();

    private record Request(String method, String route, int status) {}

    ApiMeters(MeterRegistry registry) {
        this.registry = registry;
        this.unauthorized = registry.counter("hooklane.api.unauthorized");
        this.deletedEarly = registry.counter("hooklane.rejected.deleted.early");
        this.ofOwnShare = refused(registry, "own");
        this.ofAll = refused(registry, "all");
        this.links = new LinkMeters(registry);
        this.audit = new AuditMeters(registry);
    }

    private static Counter refused(MeterRegistry registry, String share) {
        return registry.counter("hooklane.lookups.refused", "share", share);
    }

    /** Returns the meters of portal links. */
    public LinkMeters links() {
        return links;
    }

    /** Returns the meters of the audit trail. */
    public AuditMeters audit() {
        return audit;
    }

    /**
     * Counts a request that found no turn to look something up in Kafka.
     *
     * @param own whether its account's own share was used up
     */
    public void lookupRefused(boolean own) {
        (own ? ofOwnShare : ofAll).increment();
    }

    /** Counts rejected records that the brokers have deleted before their time. */
    public void deletedEarly(long records) {
        deletedEarly.increment((double) records);
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
        // A stranger may invent methods, so only the known ones have entries of their own.
        requests.computeIfAbsent(new Request(method(method), route, status), this::timer)
                .record(took);
    }

    private static String method(String method) {
        return METHODS.contains(method) ? method : "other";
    }

    private Timer timer(Request request) {
        return Timer.builder("hooklane.api.requests")
                .tag("method", request.method())
                .tag("route", request.route())
                .tag("status", Integer.toString(request.status()))
                .register(registry);
    }
}
