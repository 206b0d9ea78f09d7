package dev.hooklane.metrics;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/** The meters of attempts: their outcomes, how long they took, and how long after publishing. */
final class AttemptMeters {
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
    private final Timer publishToAttempt;
    private final Timer publishToParkedAttempt;
    private final Timer publishToSuccess;
    private final Timer parkedFor;
    private final Map<AttemptTags, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();
    private final Map<String, Timer> phases = new ConcurrentHashMap<>();
    private final ObjLongConsumer<String> recordPhase = this::phase;

    private record AttemptTags(String outcome, int attempt) {}

    AttemptMeters(MeterRegistry registry) {
        this.registry = registry;
        publishToAttempt =
                timer("hooklane.publish.to.attempt", Tags.of("parked", "no"), LATENCY_BUCKETS);
        publishToParkedAttempt =
                timer("hooklane.publish.to.attempt", Tags.of("parked", "yes"), LATENCY_BUCKETS);
        publishToSuccess = timer("hooklane.publish.to.success", Tags.empty(), SUCCESS_BUCKETS);
        parkedFor = timer("hooklane.deliveries.parked.for", Tags.empty(), PARKED_BUCKETS);
    }

    private static Duration[] millis(int... values) {
        Duration[] durations = new Duration[values.length];
        for (int i = 0; i < values.length; i++) {
            durations[i] = Duration.ofMillis(values[i]);
        }
        return durations;
    }

    private Timer timer(String name, Tags tags, Duration[] buckets) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(buckets).register(registry);
    }

    /**
     * Counts one attempt.
     *
     * @param parked how long ago it was first parked since the previous attempt; zero if never
     */
    void attempted(Delivery delivery, Attempt attempt, Duration parked) {
        String outcome = attempt.outcome().label();
        attempts.computeIfAbsent(
                        new AttemptTags(outcome, Math.min(attempt.number(), ATTEMPT_TAG_MAX + 1)),
                        this::attemptCounter)
                .increment();
        durations.computeIfAbsent(outcome, this::attemptTimer).record(attempt.duration());
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

    private Timer attemptTimer(String outcome) {
        return timer("hooklane.attempt.duration", Tags.of("outcome", outcome), ATTEMPT_BUCKETS);
    }

    private void phase(String phase, long micros) {
        phases.computeIfAbsent(phase, this::phaseTimer).record(micros, TimeUnit.MICROSECONDS);
    }

    private Timer phaseTimer(String phase) {
        return timer("hooklane.attempt.phase", Tags.of("phase", phase), ATTEMPT_BUCKETS);
    }
}
