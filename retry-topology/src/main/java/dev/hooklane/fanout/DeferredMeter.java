package dev.hooklane.fanout;

import java.time.Instant;
import java.util.Optional;

/** The meters of deferred events; called by the fan-out's stream threads. */
public interface DeferredMeter {
    /**
     * The events of a partition that wait for their accounts' shares.
     *
     * @param bytes that they take in the store
     * @param oldest when the one that waits for longest was published, or a moment before
     */
    record Waiting(long events, long bytes, int accounts, Optional<Instant> oldest) {}

    /** An event was deferred. */
    void deferred();

    /** An event was fanned out at once for lack of room, although its account is over its share. */
    void undeferred();

    /** These events of a partition wait now. */
    void waiting(int partition, Waiting waiting);

    /** The partition is no longer this instance's. */
    void left(int partition);

    /** Counts nothing. */
    static DeferredMeter none() {
        return new DeferredMeter() {
            @Override
            public void deferred() {}

            @Override
            public void undeferred() {}

            @Override
            public void waiting(int partition, Waiting waiting) {}

            @Override
            public void left(int partition) {}
        };
    }
}
