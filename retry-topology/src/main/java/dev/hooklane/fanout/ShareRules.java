package dev.hooklane.fanout;

import java.util.function.LongSupplier;

/**
 * How much of the fan-out an account may use.
 *
 * @param deliveriesPerSecond of an account, for each partition of the events; 0 for no limit
 * @param roomBytes for deferred events, in each partition's store
 * @param nanos a clock that never goes back
 */
public record ShareRules(
        int deliveriesPerSecond,
        long roomBytes,
        Flushes flushes,
        DeferredMeter meter,
        LongSupplier nanos) {
    /**
     * A quarter of a million events of a kilobyte. An instance that takes over the partition reads
     * them all.
     */
    private static final long ROOM_BYTES = 256L << 20;

    public ShareRules(int deliveriesPerSecond, Flushes flushes, DeferredMeter meter) {
        this(deliveriesPerSecond, ROOM_BYTES, flushes, meter, System::nanoTime);
    }

    /** Without a limit. */
    static ShareRules none() {
        return new ShareRules(0, new Flushes(), DeferredMeter.none());
    }
}
