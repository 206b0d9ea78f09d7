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
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

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
        declare();
    }

    private void declare() {
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            decisions(new DeliveryStatus.Dead(reason));
        }
        decisions(new DeliveryStatus.Delivered());
        decisions(new DeliveryStatus.Waiting(Instant.EPOCH));
        decisions(new DeliveryStatus.Cancelled());
        for (ParkReason reason : ParkReason.values()) {
            parkings(reason);
        }
        for (Bound bound : Bound.values()) {
            blocks(bound);
        }
        for (OffsetTrouble trouble : OffsetTrouble.values()) {
            troubles(trouble);
        }
        for (Quarantined as : Quarantined.values()) {
            quarantines(as);
        }
    }

    private Counter decisions(DeliveryStatus status) {
        return registry.counter(
                "hooklane.deliveries.decided", "status", status.name(), "reason", reason(status));
    }

    private static String reason(DeliveryStatus status) {
        return status instanceof DeliveryStatus.Dead dead ? dead.reason().wireName() : "none";
    }

    private Counter parkings(ParkReason reason) {
        return registry.counter("hooklane.deliveries.parked", "reason", reason.wireName());
    }

    private Counter blocks(Bound bound) {
        return registry.counter("hooklane.admissions.blocked", "bound", bound.wireName());
    }

    private Counter troubles(OffsetTrouble trouble) {
        return registry.counter("hooklane.offsets.trouble", "kind", trouble.wireName());
    }

    private Counter quarantines(Quarantined as) {
        return registry.counter("hooklane.outcomes.quarantined", "as", as.wireName());
    }

    @Override
    public void attempted(Delivery delivery, Attempt attempt, Duration parked) {
        attempts.attempted(delivery, attempt, parked);
    }

    @Override
    public void decided(Delivery delivery, DeliveryStatus status) {
        decisions(status).increment();
        if (status instanceof DeliveryStatus.Dead(var reason)
                && reason == DeadLetterReason.EXHAUSTED) {
            exhausting.exhausted(delivery.endpoint());
        }
    }

    @Override
    public void parked(ParkReason reason) {
        parkings(reason).increment();
    }

    @Override
    public void leased() {
        leased.increment();
    }

    @Override
    public void blocked(Bound bound) {
        blocks(bound).increment();
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
        quarantines(as).increment();
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
        troubles(trouble).increment();
    }
}
