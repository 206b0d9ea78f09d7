package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What the accounts of a partition have left of their shares of the fan-out: a token bucket each,
 * counted in deliveries. It keeps only when each will be full again (GCRA), and forgets it then. An
 * account whose share has changed begins with a full bucket: what it owed was counted by the old
 * one. Owned by one stream thread.
 */
final class AccountShares {
    /** A second's worth may be used at once; it is how much a burst takes from the others. */
    private static final long AT_ONCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final ToLongFunction<AccountId> deliveriesPerSecond;
    private final Map<AccountId, Bucket> buckets = new HashMap<>();
    private long forgotAt;

    private record Bucket(long fullAt, long nanosPerDelivery) {
        /** Returns how long it takes until the bucket is full. */
        long missing(long now, long nanosPerDeliveryNow) {
            return nanosPerDelivery == nanosPerDeliveryNow ? Math.max(fullAt - now, 0) : 0;
        }
    }

    /**
     * @param deliveriesPerSecond of an account; 0 for no limit
     */
    AccountShares(ToLongFunction<AccountId> deliveriesPerSecond) {
        this.deliveriesPerSecond = deliveriesPerSecond;
    }

    /** Reports whether the account may have an event fanned out now, however many deliveries. */
    boolean hasLeft(AccountId account, long now) {
        Bucket bucket = buckets.get(account);
        return bucket == null || bucket.missing(now, nanosPerDelivery(account)) < AT_ONCE_NANOS;
    }

    /** Takes deliveries from the account's share, which may owe some then. */
    void take(AccountId account, int deliveries, long now) {
        long each = nanosPerDelivery(account);
        if (each > 0 && deliveries > 0) {
            forgetFull(now);
            Bucket before = buckets.get(account);
            long missing = before == null ? 0 : before.missing(now, each);
            buckets.put(account, new Bucket(now + missing + deliveries * each, each));
        }
    }

    /** Returns what a delivery of the account costs; 0 without a limit. */
    private long nanosPerDelivery(AccountId account) {
        long perSecond = deliveriesPerSecond.applyAsLong(account);
        return perSecond == 0 ? 0 : Math.max(1, AT_ONCE_NANOS / perSecond);
    }

    /** Forgets the accounts whose buckets are full, so that only those of a moment are known. */
    private void forgetFull(long now) {
        if (now - forgotAt >= AT_ONCE_NANOS || buckets.isEmpty()) {
            forgotAt = now;
            buckets.values().removeIf(bucket -> bucket.fullAt() - now <= 0);
        }
    }

    int known() {
        return buckets.size();
    }
}
