package dev.hooklane.metrics;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.event.RejectReason;
import dev.hooklane.fanout.FanOutMeter;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjLongConsumer;

/**
 * The meters of the fan-out and of delivering, with names and tags as listed in {@code
 * docs/METRICS.md}. Any thread may count.
 *
 * <p>No tag holds an endpoint, an account or anything else that grows with customers: the number of
 * time series has a bound. Counters that alerts look at are there from the start, since an alert
 * can't see a counter rise from nothing.
 */
public final class Meters implements FanOutMeter, DeliveryMeter {
    /** Attempts with higher numbers, which come from manual retries, share one tag. */
    private static final int ATTEMPT_TAG_MAX = 12;

    private static final Duration[] ATTEMPT_BUCKETS =
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000, 30_000);
    private static final Duration[] LATENCY_BUCKETS =
            millis(1, 2, 4, 8, 15, 30, 60, 125, 250, 500, 1_000, 5_000, 30_000);

    /** Up to the first retries, then by the sums of the default schedule's waits, and to a day. */
    private static final Duration[] SUCCESS_BUCKETS =
            millis(
                    10,
                    50,
                    250,
                    1_000,
                    5_000,
                    30_000,
                    60_000,
                    330_000,
                    600_000,
                    2_400_000,
                    10_800_000,
                    43_200_000,
                    86_400_000);

    private static final Duration[] PARKED_BUCKETS =
            millis(
                    1_000,
                    12_000,
                    30_000,
                    75_000,
                    300_000,
                    750_000,
                    1_800_000,
                    3_600_000,
                    14_400_000);

    private final MeterRegistry registry;
    private final Counter eventsAccepted;
    private final Counter deliveriesFannedOut;
    private final Counter filtered;
    private final Counter eventsRepeated;
    private final Counter fanOutRestarts;
    private final Timer publishToAttempt;
    private final Timer publishToParkedAttempt;
    private final Timer publishToSuccess;
    private final Timer parkedFor;
    private final Counter unreadable;
    private final Counter duplicates;
    private final Counter stale;
    private final Counter leased;
    private final Counter commitsFailed;
    private final Timer commits;
    private final Counter committedOutcomes;
    private final Map<AttemptTags, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> outcomesWaiting = new ConcurrentHashMap<>();
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
        fanOutRestarts = counter("hooklane.fanout.restarts");
        publishToAttempt =
                timer("hooklane.publish.to.attempt", Tags.of("parked", "no"), LATENCY_BUCKETS);
        publishToParkedAttempt =
                timer("hooklane.publish.to.attempt", Tags.of("parked", "yes"), LATENCY_BUCKETS);
        publishToSuccess = timer("hooklane.publish.to.success", Tags.empty(), SUCCESS_BUCKETS);
        parkedFor = timer("hooklane.deliveries.parked.for", Tags.empty(), PARKED_BUCKETS);
        unreadable = counter("hooklane.deliveries.unreadable");
        duplicates = counter("hooklane.deliveries.duplicate");
        stale = counter("hooklane.outcomes.stale");
        leased = counter("hooklane.deliveries.leased");
        commitsFailed = counter("hooklane.commits.failed");
        commits = registry.timer("hooklane.commits");
        committedOutcomes = counter("hooklane.outcomes.committed");
        declare();
    }

    private void declare() {
        for (RejectReason reason : RejectReason.values()) {
            rejections(reason);
        }
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

    private Timer timer(String name, Tags tags, Duration[] buckets) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(buckets).register(registry);
    }

    private Counter rejections(RejectReason reason) {
        return registry.counter("hooklane.events.rejected", "reason", reason.code());
    }

    private Counter decisions(DeliveryStatus status) {
        return registry.counter(
                "hooklane.deliveries.decided", "status", status.name(), "reason", reason(status));
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
        rejections(reason).increment();
    }

    /** Counts a restart of the fan-out. */
    public void fanOutRestarted() {
        fanOutRestarts.increment();
    }

    @Override
    public void attempted(Delivery delivery, Attempt attempt, Duration parked) {
        String outcome = attempt.outcome().label();
        attempts.computeIfAbsent(
                        new AttemptTags(outcome, Math.min(attempt.number(), ATTEMPT_TAG_MAX + 1)),
                        this::attemptCounter)
                .increment();
        attemptDurations.computeIfAbsent(outcome, this::attemptTimer).record(attempt.duration());
        attempt.phases().each(recordPhase);
        if (attempt.number() == 1 && delivery.trigger() != Trigger.REPLAY) {
            (parked.isZero() ? publishToAttempt : publishToParkedAttempt)
                    .record(Duration.between(delivery.event().publishedAt(), attempt.startedAt()));
        }
        if (!parked.isZero()) {
            parkedFor.record(parked);
        }
        if (delivery.trigger() == Trigger.EVENT && attempt.outcome().succeeded()) {
            publishToSuccess.record(
                    Duration.between(delivery.event().publishedAt(), attempt.endedAt()));
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
        return timer("hooklane.attempt.phase", Tags.of("phase", phase), ATTEMPT_BUCKETS);
    }

    private Timer attemptTimer(String outcome) {
        return timer("hooklane.attempt.duration", Tags.of("outcome", outcome), ATTEMPT_BUCKETS);
    }

    @Override
    public void decided(Delivery delivery, DeliveryStatus status) {
        decisions(status).increment();
    }

    private static String reason(DeliveryStatus status) {
        return status instanceof DeliveryStatus.Dead dead ? dead.reason().wireName() : "none";
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
