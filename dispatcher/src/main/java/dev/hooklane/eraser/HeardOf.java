package dev.hooklane.eraser;

import dev.hooklane.erasure.ErasureId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Since when this instance has known of an erasure, by its own clock. An erasure itself has a
 * broker's time, which is not compared with that clock. Shared by all places. Any thread may use
 * it.
 */
final class HeardOf {
    /** A forgotten erasure counts as newly heard of, which costs only a wait. */
    private static final int REMEMBERED = 1_000;

    private final InstantSource clock;
    private final Map<ErasureId, Instant> since = new LinkedHashMap<>();

    HeardOf(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns since when it is known; now, on the first call. */
    synchronized Instant since(ErasureId erasure) {
        Instant at = since.computeIfAbsent(erasure, _ -> clock.instant());
        if (since.size() > REMEMBERED) {
            since.remove(since.keySet().iterator().next());
        }
        return at;
    }
}
