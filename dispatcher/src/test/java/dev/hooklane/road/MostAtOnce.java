package dev.hooklane.road;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** How many of an endpoint's requests were open at the same time, as its server saw them. */
final class MostAtOnce {
    private MostAtOnce() {}

    static int of(List<SeenAttempt> seen) {
        TreeMap<Instant, Integer> changes = new TreeMap<>();
        for (SeenAttempt attempt : seen) {
            changes.merge(attempt.at(), 1, Integer::sum);
            attempt.answer().ifPresent(answer -> changes.merge(answer.at(), -1, Integer::sum));
        }
        List<Integer> open = new ArrayList<>(List.of(0));
        changes.values().forEach(change -> open.add(open.getLast() + change));
        return open.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
