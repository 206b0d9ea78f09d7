package dev.hooklane.replay;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts a replay's deliveries by their outcome.
 *
 * @param sent handed to the lane; each of them also counts as delivered, dead or cancelled, or is
 *     still open
 * @param cancelled the endpoint was deleted in the meantime, or the event was erased
 * @param skipped not handed to the lane, by reason
 */
public record ReplayCounts(
        long sent, long delivered, long dead, long cancelled, Map<SkipReason, Long> skipped) {
    public static final ReplayCounts NONE = new ReplayCounts(0, 0, 0, 0, Map.of());

    public ReplayCounts {
        EnumMap<SkipReason, Long> copy = new EnumMap<>(SkipReason.class);
        copy.putAll(skipped);
        skipped = Collections.unmodifiableMap(copy);
    }

    /** Returns the sum of both. */
    public ReplayCounts plus(ReplayCounts other) {
        EnumMap<SkipReason, Long> both = new EnumMap<>(SkipReason.class);
        both.putAll(skipped);
        other.skipped.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new ReplayCounts(
                sent + other.sent,
                delivered + other.delivered,
                dead + other.dead,
                cancelled + other.cancelled,
                both);
    }

    /** Returns how many of the requested deliveries were handed to the lane or skipped. */
    public long handled() {
        return sent + skipped.values().stream().mapToLong(Long::longValue).sum();
    }
}
