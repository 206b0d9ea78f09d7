package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * How much of the fan-out an account may use.
 *
 * @param deliveriesPerSecond of an account, for each partition of the events; 0 for no limit. It is
 *     asked for each event, and may answer anew
 * @param roomBytes for deferred events, in each partition's store
 * @param nanos a clock that never goes back
 */
public record ShareRules(
        ToLongFunction<AccountId> deliveriesPerSecond,
        long roomBytes,
        Flushes flushes,
        DeferredMeter meter,
        LongSupplier nanos) {
    /**
     * A quarter of a million events of a kilobyte. An instance that takes over the partition reads
     * them all.
     */
    private static final long ROOM_BYTES = 256L << 20;

    public ShareRules(
            ToLongFunction<AccountId> deliveriesPerSecond, Flushes flushes, DeferredMeter meter) {
        this(deliveriesPerSecond, ROOM_BYTES, flushes, meter, System::nanoTime);
    }

    /** Without a limit. */
    static ShareRules none() {
        return new ShareRules(_ -> 0, new Flushes(), DeferredMeter.none());
    }
}
