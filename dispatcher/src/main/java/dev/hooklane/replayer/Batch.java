package dev.hooklane.replayer;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.replay.ReplayCursor;
import dev.hooklane.replay.SkipReason;
import java.util.List;
import java.util.Map;

/**
 * The deliveries that a replay sends next.
 *
 * @param next the cursor up to which everything was searched
 * @param skipped how many deliveries were skipped, by reason
 */
record Batch(List<Delivery> deliveries, ReplayCursor next, Map<SkipReason, Long> skipped) {
    /** How many bytes the payloads of one batch may hold in memory. */
    static final long BYTES_MAX = 4L << 20;

    Batch {
        deliveries = List.copyOf(deliveries);
        skipped = Map.copyOf(skipped);
    }

    /** Returns a batch that sends nothing, without having searched. */
    static Batch none(ReplayCursor at) {
        return new Batch(List.of(), at, Map.of());
    }
}
