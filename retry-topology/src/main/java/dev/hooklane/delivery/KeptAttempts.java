package dev.hooklane.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of a delivery's attempts its records keep: the first {@value #FIRST}, which tell how it
 * began, and the latest {@value #LATEST}, which tell how it stands. Attempts are numbered from 1
 * without a gap, so the last one's number says how many there were.
 *
 * <p>A dead letter can be retried by hand as often as somebody likes, while its records must stay
 * below what a topic takes.
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

    /** The last attempt alone, without what the endpoint answered: the least that counts on. */
    static List<Attempt> least(List<Attempt> attempts) {
        return attempts.isEmpty() ? List.of() : List.of(attempts.getLast().withoutAnswer());
    }
}
