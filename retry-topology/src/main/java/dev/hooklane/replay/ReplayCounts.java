package dev.hooklane.replay;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many deliveries of a replay came to what.
 *
 * @param sent handed to the lane; each of them is also one of the next three, or still open
 * @param cancelled the endpoint was deleted meanwhile, or the event erased
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

    /** Both together. */
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

    /** What was handed to the lane or passed over, of all that was asked for. */
    public long handled() {
        return sent + skipped.values().stream().mapToLong(Long::longValue).sum();
    }
}
