package dev.hooklane.eraser;

import dev.hooklane.erasure.ErasureId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Since when this instance knows of an erasure, by its own clock: an erasure has the time of a
 * broker, with which that clock is not compared. For all places together. Any thread may use it.
 */
final class HeardOf {
    /** Whoever is forgotten is heard of anew, which costs a wait and nothing else. */
    private static final int REMEMBERED = 1_000;

    private final InstantSource clock;
    private final Map<ErasureId, Instant> since = new LinkedHashMap<>();

    HeardOf(InstantSource clock) {
        this.clock = clock;
    }

    /** Since when; now, if it is asked for the first time. */
    synchronized Instant since(ErasureId erasure) {
        Instant at = since.computeIfAbsent(erasure, _ -> clock.instant());
        if (since.size() > REMEMBERED) {
            since.remove(since.keySet().iterator().next());
        }
        return at;
    }
}
