package dev.hooklane.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * Selects the attempts that a delivery's records keep: the first {@value #FIRST}, which show how it
 * began, and the latest {@value #LATEST}, which show its current state. Attempts are numbered from
 * 1 without a gap, so the last one's number is the total.
 *
 * <p>The limit exists because a dead letter can be retried by hand without limit, while its records
 * must fit the topic.
 */
final class KeptAttempts {
    static final int FIRST = 5;
    static final int LATEST = 50;

    private KeptAttempts() {}

    static List<Attempt> of(List<Attempt> attempts) {
        if (attempts.size() <= FIRST + LATEST) {
            return List.copyOf(attempts);
        }
        List<Attempt> kept = new ArrayList<>(attempts.subList(0, FIRST));
        kept.addAll(attempts.subList(attempts.size() - LATEST, attempts.size()));
        return List.copyOf(kept);
    }

    /**
     * Returns only the last attempt, without the endpoint's response: the minimum from which
     * numbering can continue.
     */
    static List<Attempt> least(List<Attempt> attempts) {
        return attempts.isEmpty() ? List.of() : List.of(attempts.getLast().withoutAnswer());
    }
}
