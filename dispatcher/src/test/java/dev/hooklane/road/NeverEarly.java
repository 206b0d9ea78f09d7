package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.retry.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * No retry comes sooner than its step after the attempt before it had failed. That a retry is late
 * breaks no promise; by how much is printed by who wants to know.
 */
final class NeverEarly implements Promise {
    @Override
    public void judge(Run run) {
        assertThat(lateness(run).stream().filter(Duration::isNegative))
                .as("retries that came early, by how much")
                .isEmpty();
    }

    /** How much later than it could have come each retry came, shortest first. */
    static List<Duration> lateness(Run run) {
        return lateness(run, (_, failed) -> failed.endedAt());
    }

    /**
     * The same by the customer's clock alone, from the arrival of the request that failed. An
     * instance whose clock is wrong knows the time only as exactly as a broker's answer tells it.
     */
    static List<Duration> latenessByTheCustomersClock(Run run) {
        Map<String, SeenAttempt> seen = firstSeen(run);
        return lateness(
                run,
                (id, failed) -> Objects.requireNonNull(seen.get(id + "#" + failed.number())).at());
    }

    private static Map<String, SeenAttempt> firstSeen(Run run) {
        Map<String, SeenAttempt> firstSeen = new HashMap<>();
        run.seen().forEach(seen -> firstSeen.putIfAbsent(seen.key(), seen));
        return firstSeen;
    }

    /**
     * @param since when the time before the retry of a delivery's failed attempt begins
     */
    private static List<Duration> lateness(
            Run run, BiFunction<DeliveryId, Attempt, Instant> since) {
        Map<String, SeenAttempt> firstSeen = firstSeen(run);
        List<Duration> lateness = new ArrayList<>();
        for (List<DeliveryHistory> histories : run.histories().values()) {
            DeliveryHistory latest = histories.getLast();
            for (Attempt failed : latest.attempts()) {
                Optional<Step> step = run.schedule().stepBefore(failed.number() + 1);
                SeenAttempt next = firstSeen.get(latest.id() + "#" + (failed.number() + 1));
                if (step.isPresent() && next != null && latest.trigger() == Trigger.EVENT) {
                    lateness.add(
                            Duration.between(
                                    since.apply(latest.id(), failed).plus(step.get().delay()),
                                    next.at()));
                }
            }
        }
        lateness.sort(Duration::compareTo);
        return lateness;
    }

    /** One line of the lateness' middle, 99th percentile and maximum. */
    static String describe(Run run) {
        List<Duration> lateness = lateness(run);
        return lateness.isEmpty()
                ? "no retries"
                : "lateness of %d retries: p50 %d ms, p99 %d ms, max %d ms"
                        .formatted(
                                lateness.size(),
                                lateness.get(lateness.size() / 2).toMillis(),
                                lateness.get(lateness.size() * 99 / 100).toMillis(),
                                lateness.getLast().toMillis());
    }
}
