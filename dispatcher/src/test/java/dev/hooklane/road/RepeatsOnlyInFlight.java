package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * After one {@code kill -9}, only requests are repeated whose outcomes nobody could know: at most
 * those that were in flight when the last committed transaction gathered its outcomes, and those
 * that were answered from then on, which is what comes in one commit interval.
 *
 * <pre>
 *   gathered ─ appended ─ committed     gathered ─ appended ─ (aborted)
 * ─────┼──────────────────────────────────────────────────────────┼────▶
 *      └───── what was answered in here may be repeated ──────── gone
 * </pre>
 *
 * When that was, Kafka tells: a transaction holds every outcome that was decided before it gathered
 * them, so the youngest outcome that was written down is not younger than that moment.
 */
final class RepeatsOnlyInFlight implements Promise {
    private final Instant gathered;
    private final Instant gone;
    private final int inFlightLimit;

    /**
     * @param gathered when the last committed transaction gathered its outcomes, or a little before
     * @param gone when the killed instance was gone; it sends until then
     * @param inFlightLimit how many requests the instance may have in flight
     */
    RepeatsOnlyInFlight(Instant gathered, Instant gone, int inFlightLimit) {
        this.gathered = gathered;
        this.gone = gone;
        this.inFlightLimit = inFlightLimit;
    }

    @Override
    public void judge(Run run) {
        Map<String, Integer> times = new HashMap<>();
        run.seen().forEach(seen -> times.merge(seen.key(), 1, Integer::sum));
        Promise.none(
                "requests sent more than twice",
                times.entrySet().stream()
                        .filter(request -> request.getValue() > 2)
                        .map(Map.Entry::getKey)
                        .toList());
        assertThat(repeated(run))
                .as("repeated requests; %s", describe(run))
                .isLessThanOrEqualTo(inFlightLimit + answeredSinceGathered(run));
    }

    private static int repeated(Run run) {
        return run.seen().size()
                - (int) run.seen().stream().map(SeenAttempt::key).distinct().count();
    }

    private int answeredSinceGathered(Run run) {
        return (int)
                run.seen().stream()
                        .flatMap(seen -> seen.answer().stream())
                        .filter(answer -> !answer.at().isBefore(gathered))
                        .filter(answer -> answer.at().isBefore(gone))
                        .count();
    }

    /** One line of what was repeated, and what might have been. */
    String describe(Run run) {
        return "%d requests, %d repeated; at most %d were in flight, and %d were answered in the %d ms between the last commit and its end"
                .formatted(
                        run.seen().size(),
                        repeated(run),
                        inFlightLimit,
                        answeredSinceGathered(run),
                        Duration.between(gathered, gone).toMillis());
    }
}
