package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The meters of deferred events; called by the fan-out's stream threads. */
public interface DeferredMeter {
    /** How many accounts are named; those with the most events. */
    int ACCOUNTS_MAX = 100;

    /**
     * The events of a partition that wait for their accounts' shares.
     *
     * @param bytes that they take in the store
     * @param oldest when the one that waits for longest was published, or a moment before
     */
    record Waiting(long events, long bytes, int accounts, Optional<Instant> oldest) {}

    /**
     * The events of one account among them.
     *
     * @param oldest when the one that waits for longest was published, or a moment before
     */
    record OfAccount(AccountId account, long events, Instant oldest) {
        /** Returns these events together with others of the same account. */
        public OfAccount with(OfAccount other) {
            return new OfAccount(
                    account,
                    events + other.events,
                    oldest.isBefore(other.oldest) ? oldest : other.oldest);
        }
    }

    /** An event was deferred. */
    void deferred();

    /** An event was fanned out at once for lack of room, although its account is over its share. */
    void undeferred();

    /** These events of a partition wait now. */
    void waiting(int partition, Waiting waiting);

    /** These accounts have the most events that wait in a partition; told once a second or so. */
    void accounts(int partition, List<OfAccount> most);

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
            public void accounts(int partition, List<OfAccount> most) {}

            @Override
            public void left(int partition) {}
        };
    }
}
