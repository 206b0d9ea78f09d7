package dev.hooklane.metrics;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.lane.Bound;
import dev.hooklane.offset.OffsetTrouble;
import dev.hooklane.offset.Quarantined;
import dev.hooklane.poll.DeliveryMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The meters of delivering: attempts, what follows from them, and commits. Any thread may count.
 */
public final class DeliveryMeters implements DeliveryMeter {
    private final MeterRegistry registry;
    private final AttemptMeters attempts;
    private final ExhaustingEndpoints exhausting;
    private final Counter unreadable;
    private final Counter duplicates;
    private final Counter stale;
    private final Counter leased;
    private final Counter commitsFailed;
    private final Timer commits;
    private final Counter committedOutcomes;
    private final Map<DeliveryStatus.Kind, Counter> decisions;
    private final Map<DeadLetterReason, Counter> deaths;
    private final Map<ParkReason, Counter> parkings;
    private final Map<Bound, Counter> blocks;
    private final Map<OffsetTrouble, Counter> troubles;
    private final Map<Quarantined, Counter> quarantines;
    private final Map<String, AtomicInteger> outcomesWaiting = new ConcurrentHashMap<>();

    public DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
        attempts = new AttemptMeters(registry);
        exhausting = new ExhaustingEndpoints(registry);
        unreadable = registry.counter("hooklane.deliveries.unreadable");
        duplicates = registry.counter("hooklane.deliveries.duplicate");
        stale = registry.counter("hooklane.outcomes.stale");
        leased = registry.counter("hooklane.deliveries.leased");
        commitsFailed = registry.counter("hooklane.commits.failed");
        commits = registry.timer("hooklane.commits");
        committedOutcomes = registry.counter("hooklane.outcomes.committed");
        decisions = decisions(registry);
        deaths =
                counters(
                        DeadLetterReason.class,
                        reason -> decision(registry, DeliveryStatus.Kind.DEAD, reason.wireName()));
        parkings =
                counters(
                        ParkReason.class,
                        reason ->
                                registry.counter(
                                        "hooklane.deliveries.parked", "reason", reason.wireName()));
        blocks =
                counters(
                        Bound.class,
                        bound ->
                                registry.counter(
                                        "hooklane.admissions.blocked", "bound", bound.wireName()));
        troubles =
                counters(
                        OffsetTrouble.class,
                        kind ->
                                registry.counter(
                                        "hooklane.offsets.trouble", "kind", kind.wireName()));
        quarantines =
                counters(
                        Quarantined.class,
                        as ->
                                registry.counter(
                                        "hooklane.outcomes.quarantined", "as", as.wireName()));
    }

    private static Map<DeliveryStatus.Kind, Counter> decisions(MeterRegistry registry) {
        Map<DeliveryStatus.Kind, Counter> counters = new EnumMap<>(DeliveryStatus.Kind.class);
        for (DeliveryStatus.Kind kind : DeliveryStatus.Kind.values()) {
            if (kind != DeliveryStatus.Kind.DEAD) {
                counters.put(kind, decision(registry, kind, "none"));
            }
        }
        return counters;
    }

    private static Counter decision(
            MeterRegistry registry, DeliveryStatus.Kind kind, String reason) {
        return registry.counter(
                "hooklane.deliveries.decided", "status", kind.wireName(), "reason", reason);
    }

    /** Returns a counter for each value, made now: a look-up in the registry costs more. */
    private static <E extends Enum<E>> Map<E, Counter> counters(
            Class<E> values, Function<E, Counter> counter) {
        Map<E, Counter> counters = new EnumMap<>(values);
        for (E value : values.getEnumConstants()) {
            counters.put(value, counter.apply(value));
        }
        return counters;
    }

    private static <E extends Enum<E>> void count(Map<E, Counter> counters, E value) {
        Counter counter = counters.get(value);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void attempted(Delivery delivery, Attempt attempt, Duration parked) {
        attempts.attempted(delivery, attempt, parked);
    }

    @Override
    public void decided(Delivery delivery, DeliveryStatus status) {
        if (status instanceof DeliveryStatus.Dead(DeadLetterReason reason)) {
            count(deaths, reason);
            if (reason == DeadLetterReason.EXHAUSTED) {
                exhausting.exhausted(delivery.endpoint());
            }
        } else {
            count(decisions, status.kind());
        }
    }

    @Override
    public void parked(ParkReason reason) {
        count(parkings, reason);
    }

    @Override
    public void leased() {
        leased.increment();
    }

    @Override
    public void blocked(Bound bound) {
        count(blocks, bound);
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
    public void quarantined(Quarantined as) {
        count(quarantines, as);
    }

    @Override
    public void waiting(Map<String, Integer> byTopic) {
        byTopic.forEach((topic, count) -> waitingFor(topic).set(count));
        outcomesWaiting.forEach((topic, count) -> {
            if (!byTopic.containsKey(topic)) {
                count.set(0);
            }
        });
    }

    private AtomicInteger waitingFor(String topic) {
        return outcomesWaiting.computeIfAbsent(
                topic,
                _ ->
                        registry.gauge(
                                "hooklane.outcomes.waiting",
                                Tags.of("topic", topic),
                                new AtomicInteger()));
    }

    @Override
    public void commitFailed() {
        commitsFailed.increment();
    }

    @Override
    public void offsetTrouble(OffsetTrouble trouble) {
        count(troubles, trouble);
    }
}
