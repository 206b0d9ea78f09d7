package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * After one {@code kill -9}, only requests are repeated whose outcomes nobody could know: those
 * that were in flight when the last committed transaction gathered its outcomes, and those that
 * were sent from then on, which is what is sent in one commit interval.
 *
 * <pre>
 *   gathered ─ appended ─ committed     gathered ─ appended ─ (aborted)
 * ─────┼──────────────────────────────────────────────────────────┼────▶
 *  in flight, then      sent and answered in here          in flight, at the end
 * </pre>
 *
 * At each of the two moments, no more can be in flight than the instance may send at once. One that
 * was leased meanwhile may have ended a little before: its outcome waits until the copy is read
 * back.
 *
 * <p>When that was, Kafka tells: a transaction holds every outcome that was decided before it
 * gathered them, so the youngest outcome that was written down is not younger than that moment.
 */
final class RepeatsOnlyInFlight implements Promise {
    private final Instant gathered;
    private final Instant gone;
    private final int inFlightLimit;
    private final Set<String> leased;

    /**
     * @param gathered when the last committed transaction gathered its outcomes, or a little before
     * @param gone when the killed instance was gone; it sends until then
     * @param inFlightLimit how many requests the instance may have in flight
     * @param leased the ids of deliveries that were copied to the topic of leases
     */
    RepeatsOnlyInFlight(Instant gathered, Instant gone, int inFlightLimit, Set<String> leased) {
        this.gathered = gathered;
        this.gone = gone;
        this.inFlightLimit = inFlightLimit;
        this.leased = Set.copyOf(leased);
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
        List<SeenAttempt> repeated = repeated(run);
        assertThat(repeated.stream().filter(this::inFlightThen))
                .as("repeated requests that were sent before the last commit; %s", describe(run))
                .hasSizeLessThanOrEqualTo(inFlightLimit);
        assertThat(repeated.stream().filter(this::inFlightAtTheEnd))
                .as("repeated requests that were not answered by the end; %s", describe(run))
                .hasSizeLessThanOrEqualTo(inFlightLimit);
    }

    /** The first of each two. */
    private static List<SeenAttempt> repeated(Run run) {
        Map<String, SeenAttempt> first = new HashMap<>();
        List<SeenAttempt> repeated = new ArrayList<>();
        for (SeenAttempt seen : run.seen()) {
            SeenAttempt before = first.putIfAbsent(seen.key(), seen);
            if (before != null) {
                repeated.add(before);
            }
        }
        return repeated;
    }

    private boolean sentBeforeGathered(SeenAttempt first) {
        return first.at().isBefore(gathered);
    }

    private boolean inFlightThen(SeenAttempt first) {
        return sentBeforeGathered(first) && !isLeasedAndEnded(first);
    }

    private boolean isLeasedAndEnded(SeenAttempt first) {
        return leased.contains(first.delivery())
                && first.answer().map(answer -> answer.at().isBefore(gathered)).orElse(false);
    }

    private boolean inFlightAtTheEnd(SeenAttempt first) {
        return !sentBeforeGathered(first)
                && first.answer().map(answer -> !answer.at().isBefore(gone)).orElse(true);
    }

    /** One line of what was repeated, and what might have been. */
    String describe(Run run) {
        List<SeenAttempt> repeated = repeated(run);
        long before = repeated.stream().filter(this::sentBeforeGathered).count();
        long then = repeated.stream().filter(this::inFlightThen).count();
        long atTheEnd = repeated.stream().filter(this::inFlightAtTheEnd).count();
        return "%d requests, %d repeated: %d in flight when the last commit gathered, %d leased and ended before, %d answered in the %d ms from then on, %d in flight at the end; at most %d are in flight at once"
                .formatted(
                        run.seen().size(),
                        repeated.size(),
                        then,
                        before - then,
                        repeated.size() - before - atTheEnd,
                        Duration.between(gathered, gone).toMillis(),
                        atTheEnd,
                        inFlightLimit);
    }
}
