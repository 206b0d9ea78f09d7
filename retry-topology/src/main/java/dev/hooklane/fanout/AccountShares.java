package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the accounts of a partition have left of their shares of the fan-out: a token bucket each,
 * counted in deliveries. It keeps only when each will be full again (GCRA), and forgets it then.
 * Owned by one stream thread.
 */
final class AccountShares {
    /** A second's worth may be used at once; it is how much a burst takes from the others. */
    private static final long AT_ONCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final long nanosPerDelivery;
    private final Map<AccountId, Long> fullAt = new HashMap<>();
    private long forgotAt;

    /**
     * @param deliveriesPerSecond 0 for no limit
     */
    AccountShares(int deliveriesPerSecond) {
        nanosPerDelivery =
                deliveriesPerSecond == 0 ? 0 : Math.max(1, AT_ONCE_NANOS / deliveriesPerSecond);
    }

    /** Reports whether the account may have an event fanned out now, however many deliveries. */
    boolean hasLeft(AccountId account, long now) {
        Long full = fullAt.get(account);
        return full == null || full - now < AT_ONCE_NANOS;
    }

    /** Takes deliveries from the account's share, which may owe some then. */
    void take(AccountId account, int deliveries, long now) {
        if (nanosPerDelivery > 0 && deliveries > 0) {
            long cost = deliveries * nanosPerDelivery;
            forgetFull(now);
            fullAt.merge(account, now + cost, (full, _) -> Math.max(full - now, 0) + now + cost);
        }
    }

    /** Forgets the accounts whose buckets are full, so that only those of a moment are known. */
    private void forgetFull(long now) {
        if (now - forgotAt >= AT_ONCE_NANOS || fullAt.isEmpty()) {
            forgotAt = now;
            fullAt.values().removeIf(full -> full - now <= 0);
        }
    }

    int known() {
        return fullAt.size();
    }
}
