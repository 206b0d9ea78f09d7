package dev.hooklane.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often wrong keys may be tried: ten at once, then one every six seconds. Tries are
 * counted by address and by the key or link that was tried. A valid key is no try. Any thread may
 * use it.
 */
final class FailedTries {
    static final int BURST = 10;
    static final Duration EACH = Duration.ofSeconds(6);

    /** If an attacker uses many addresses, the oldest are forgotten. */
    private static final int REMEMBERED_MAX = 10_000;

    /** When the last of the tries so far is forgiven. */
    private final Map<String, Instant> forgivenAt =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    /** Returns how long until the next try may be made; zero for now. */
    synchronized Duration untilNext(String who, Instant now) {
        Instant forgiven = forgivenAt.getOrDefault(who, Instant.MIN);
        Instant allowedFrom =
                forgiven.equals(Instant.MIN) ? now : forgiven.minus(EACH.multipliedBy(BURST - 1L));
        return allowedFrom.isAfter(now) ? Duration.between(now, allowedFrom) : Duration.ZERO;
    }

    synchronized void failed(String who, Instant now) {
        Instant before = forgivenAt.getOrDefault(who, now);
        forgivenAt.put(who, (before.isAfter(now) ? before : now).plus(EACH));
    }
}
