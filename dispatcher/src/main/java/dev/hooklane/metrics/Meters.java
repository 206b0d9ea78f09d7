package dev.hooklane.metrics;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.event.RejectReason;
import dev.hooklane.lane.Bound;
import dev.hooklane.lane.DeliveryMeter;
import dev.hooklane.lane.ParkReason;
import dev.hooklane.topology.FanOutMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.ObjLongConsumer;

/**
 * All meters, with their names and tags, listed in {@code docs/METRICS.md}. Any thread may count.
 *
 * <p>No tag holds an endpoint, an account or anything else that grows with customers: the number of
 * time series has a bound.
 */
public final class Meters implements FanOutMeter, DeliveryMeter {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");

    /** Attempts with higher numbers, those retried by hand, share one tag. */
    private static final int ATTEMPT_TAG_MAX = 12;

    private static final Duration[] ATTEMPT_BUCKETS =
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000, 30_000);
    private static final Duration[] LATENCY_BUCKETS =
            millis(1, 2, 4, 8, 15, 30, 60, 125, 250, 500, 1_000, 5_000, 30_000);

    private final MeterRegistry registry;
    private final Counter eventsAccepted;
    private final Counter deliveriesFannedOut;
    private final Counter filtered;
    private final Counter eventsRepeated;
    private final Timer publishToAttempt;
    private final Counter unreadable;
    private final Counter duplicates;
    private final Counter stale;
    private final Counter commitsFailed;
    private final Timer commits;
    private final Counter committedOutcomes;
    private final Counter unauthorized;
    private final Map<AttemptTags, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, Timer> attemptDurations = new ConcurrentHashMap<>();

    private final Map<String, Timer> phases = new ConcurrentHashMap<>();
    private final ObjLongConsumer<String> recordPhase = this::phase;

    private record AttemptTags(String outcome, int attempt) {}

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        eventsAccepted = counter("hooklane.events.accepted");
        eventsRepeated = counter("hooklane.events.repeated");
        deliveriesFannedOut = counter("hooklane.fanout.deliveries");
        filtered = counter("hooklane.fanout.filtered");
        publishToAttempt =
                Timer.builder("hooklane.publish.to.attempt")
                        .serviceLevelObjectives(LATENCY_BUCKETS)
                        .register(registry);
        unreadable = counter("hooklane.deliveries.unreadable");
        duplicates = counter("hooklane.deliveries.duplicate");
        stale = counter("hooklane.outcomes.stale");
        commitsFailed = counter("hooklane.commits.failed");
        commits = registry.timer("hooklane.commits");
        committedOutcomes = counter("hooklane.outcomes.committed");
        unauthorized = counter("hooklane.api.unauthorized");
    }

    private static Duration[] millis(int... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofMillis(values[i]);
        }
        return durations;
    }

    private Counter counter(String name) {
        return registry.counter(name);
    }

    @Override
    public void accepted(int deliveries, int filtered) {
        eventsAccepted.increment();
        deliveriesFannedOut.increment(deliveries);
        this.filtered.increment(filtered);
    }

    @Override
    public void repeated() {
        eventsRepeated.increment();
    }

    @Override
    public void rejected(RejectReason reason) {
        registry.counter("hooklane.events.rejected", "reason", reason.code()).increment();
    }

    @Override
    public void attempted(Delivery delivery, Attempt attempt) {
        String outcome = attempt.outcome().label();
        attempts.computeIfAbsent(
                        new AttemptTags(outcome, Math.min(attempt.number(), ATTEMPT_TAG_MAX + 1)),
                        this::attemptCounter)
                .increment();
        attemptDurations.computeIfAbsent(outcome, this::attemptTimer).record(attempt.duration());
        attempt.phases().each(recordPhase);
        if (attempt.number() == 1 && delivery.trigger() != Trigger.REPLAY) {
            publishToAttempt.record(
                    Duration.between(delivery.event().publishedAt(), attempt.startedAt()));
        }
    }

    private Counter attemptCounter(AttemptTags tags) {
        String number =
                tags.attempt() > ATTEMPT_TAG_MAX ? "more" : Integer.toString(tags.attempt());
        return registry.counter("hooklane.attempts", "outcome", tags.outcome(), "attempt", number);
    }

    private void phase(String phase, long micros) {
        phases.computeIfAbsent(phase, this::phaseTimer).record(micros, TimeUnit.MICROSECONDS);
    }

    private Timer phaseTimer(String phase) {
        return Timer.builder("hooklane.attempt.phase")
                .tag("phase", phase)
                .serviceLevelObjectives(ATTEMPT_BUCKETS)
                .register(registry);
    }

    private Timer attemptTimer(String outcome) {
        return Timer.builder("hooklane.attempt.duration")
                .tag("outcome", outcome)
                .serviceLevelObjectives(ATTEMPT_BUCKETS)
                .register(registry);
    }

    @Override
    public void decided(Delivery delivery, DeliveryStatus status) {
        registry.counter(
                        "hooklane.deliveries.decided",
                        "status",
                        status.name(),
                        "reason",
                        reason(status))
                .increment();
    }

    private static String reason(DeliveryStatus status) {
        return status instanceof DeliveryStatus.Dead dead ? dead.reason().wireName() : "none";
    }

    @Override
    public void parked(ParkReason reason) {
        registry.counter("hooklane.deliveries.parked", "reason", reason.wireName()).increment();
    }

    @Override
    public void blocked(Bound bound) {
        registry.counter("hooklane.admissions.blocked", "bound", bound.wireName()).increment();
    }

    @Override
    public void unreadable() {
        unreadable.increment();
    }

    @Override
    public void duplicate() {
        duplicates.increment();
    }

    @Override
    public void stale(int outcomes) {
        stale.increment(outcomes);
    }

    @Override
    public void committed(int outcomes, Duration took) {
        committedOutcomes.increment(outcomes);
        commits.record(took);
    }

    @Override
    public void commitFailed() {
        commitsFailed.increment();
    }

    /** A request to the API came without the right key. */
    public void unauthorized() {
        unauthorized.increment();
    }

    /**
     * The API answered a request.
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

    /** Watches how many attempts are running. */
    public void watchInFlight(IntSupplier count) {
        watch("hooklane.attempts.in.flight", count);
    }

    /** Watches how many connections to endpoints are open, in use or idle. */
    public void watchConnections(IntSupplier count) {
        watch("hooklane.connections", count);
    }

    /** Watches how many of the attempts that are running are those of slow endpoints. */
    public void watchSlowInFlight(IntSupplier count) {
        watch("hooklane.attempts.in.flight.slow", count);
    }

    /** Watches how many lanes this instance has, and how many of their breakers are not closed. */
    public void watchLanes(IntSupplier lanes, IntSupplier openBreakers) {
        watch("hooklane.lanes", lanes);
        watch("hooklane.lanes.open", openBreakers);
    }

    /** Watches how many deliveries this instance holds in its lanes, running or queued. */
    public void watchAdmitted(IntSupplier count) {
        watch("hooklane.deliveries.admitted", count);
    }

    /** Watches how many polled records of the delay topics are held until they are due. */
    public void watchHeld(IntSupplier count) {
        watch("hooklane.records.held", count);
    }

    /** Watches how many endpoints this instance knows, and how many of them are disabled. */
    public void watchEndpoints(IntSupplier count, IntSupplier disabled) {
        watch("hooklane.endpoints", count);
        watch("hooklane.endpoints.disabled", disabled);
    }

    private void watch(String name, IntSupplier count) {
        Gauge.builder(name, count, IntSupplier::getAsInt).strongReference(true).register(registry);
    }
}
