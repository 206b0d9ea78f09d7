package dev.hooklane.replayer;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.replay.ReplayCursor;
import dev.hooklane.replay.SkipReason;
import java.util.List;
import java.util.Map;

/**
 * What a replay sends next.
 *
 * @param next up to where everything was looked at for it
 * @param skipped what was passed over
 */
record Batch(List<Delivery> deliveries, ReplayCursor next, Map<SkipReason, Long> skipped) {
    /** What the payloads of one may hold in memory. */
    static final long BYTES_MAX = 4L << 20;

    Batch {
        deliveries = List.copyOf(deliveries);
        skipped = Map.copyOf(skipped);
    }

    /** Nothing is sent, and nothing was looked at. */
    static Batch none(ReplayCursor at) {
        return new Batch(List.of(), at, Map.of());
    }
}
