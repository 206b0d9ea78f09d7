package dev.hooklane.eraser;

import dev.hooklane.erasure.ErasureId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When to try erasures again that are not done: after 5 s, later every quarter of an hour, as each
 * try may read a whole topic. Used by one thread.
 */
final class Tries {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private record Next(Instant at, Duration pause) {}

    private final Map<ErasureId, Next> waiting = new HashMap<>();

    boolean isDue(ErasureId erasure, Instant now) {
        Next next = waiting.get(erasure);
        return next == null || !now.isBefore(next.at());
    }

    void failed(ErasureId erasure, Instant now) {
        Next before = waiting.get(erasure);
        Duration wait = before == null ? SHORTEST : before.pause().multipliedBy(2);
        Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        waiting.put(erasure, new Next(now.plus(bounded), bounded));
    }

    void done(ErasureId erasure) {
        waiting.remove(erasure);
    }
}
