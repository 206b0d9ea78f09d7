package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * After one {@code kill -9}, a request is repeated only if nobody could know of the first one: it
 * was in flight at that moment, or its answer came after the last transaction that was committed
 * had gathered its outcomes.
 *
 * <pre>
 *   gathered   appended      (gathered    appended)     kill
 * ──────┼─────────┼──────────────┼───────────┼────────────┼───▶
 *       │         └ last committed           └ aborted    │
 *       └─ what was answered from here on may be repeated ┘
 * </pre>
 *
 * Kafka tells when the last committed transaction was appended. When it was gathered it doesn't
 * tell, so one commit interval more is allowed: no two transactions are closer.
 */
final class RepeatsOnlyInFlight implements Promise {
    private final Instant killedAt;
    private final Instant mayRepeatFrom;

    /**
     * @param killedAt the moment before the kill
     * @param appendedAt when the history records of all committed transactions were appended
     */
    RepeatsOnlyInFlight(Instant killedAt, List<Instant> appendedAt, Duration commitInterval) {
        this.killedAt = killedAt;
        this.mayRepeatFrom =
                appendedAt.stream()
                        .filter(at -> at.isBefore(killedAt))
                        .max(Comparator.naturalOrder())
                        .map(last -> last.minus(commitInterval))
                        .orElse(Instant.EPOCH);
    }

    @Override
    public void judge(Run run) {
        Map<String, SeenAttempt> first = new HashMap<>();
        List<SeenAttempt> repeated = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (SeenAttempt seen : run.seen()) {
            SeenAttempt before = first.putIfAbsent(seen.key(), seen);
            if (before == null) {
                continue;
            }
            if (repeated.contains(before)) {
                wrong.add(seen + " is a third time");
            } else if (before.answer().isPresent()
                    && before.answer().get().at().isBefore(mayRepeatFrom)) {
                wrong.add(seen + " repeats what was answered at " + before.answer().get().at());
            }
            repeated.add(before);
        }
        Promise.none("requests repeated without need", wrong);
        assertThat(repeated).as("repeated requests").hasSizeLessThanOrEqualTo(allowed(run));
    }

    private int allowed(Run run) {
        return openAtKill(run) + answeredSince(run, mayRepeatFrom);
    }

    private int openAtKill(Run run) {
        return (int)
                run.seen().stream()
                        .filter(seen -> seen.at().isBefore(killedAt))
                        .filter(seen ->
                                seen.answer()
                                        .map(answer -> !answer.at().isBefore(killedAt))
                                        .orElse(true))
                        .count();
    }

    private int answeredSince(Run run, Instant from) {
        return (int)
                run.seen().stream()
                        .flatMap(seen -> seen.answer().stream())
                        .filter(answer -> !answer.at().isBefore(from))
                        .filter(answer -> answer.at().isBefore(killedAt))
                        .count();
    }

    /** One line of what was repeated, and what might have been. */
    String describe(Run run) {
        long distinct = run.seen().stream().map(SeenAttempt::key).distinct().count();
        return "%d requests, %d repeated; at the kill %d were in flight, and %d had been answered in the %d ms since the last commit was gathered"
                .formatted(
                        run.seen().size(),
                        run.seen().size() - distinct,
                        openAtKill(run),
                        answeredSince(run, mayRepeatFrom),
                        Duration.between(mayRepeatFrom, killedAt).toMillis());
    }
}
