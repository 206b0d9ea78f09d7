package dev.hooklane.quota;

import dev.hooklane.event.AccountId;
import dev.hooklane.replay.ReplayId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Holds the unfinished replays of each account within its limit. One that is about to be written
 * counts already. Any thread may use it.
 */
final class ReplayStock {
    private final AccountLimits limits;
    private final String contact;
    private final AboutToExist<ReplayId> reserved;

    ReplayStock(AccountLimits limits, String contact, LongSupplier nanoTime) {
        this.limits = limits;
        this.contact = contact;
        this.reserved = new AboutToExist<>(nanoTime);
    }

    /**
     * Reserves room for one more unfinished replay.
     *
     * @param unfinished finds those that this instance knows
     * @throws QuotaExceededException if there is none
     */
    Quotas.Room reserve(
            AccountId account, ReplayId wanted, Function<AccountId, Set<ReplayId>> unfinished) {
        synchronized (reserved) {
            long limit = limits.of(account, Quota.REPLAYS);
            Set<ReplayId> all = new HashSet<>(unfinished.apply(account));
            all.addAll(reserved.of(account));
            if (all.size() >= limit) {
                throw QuotaExceededException.stock(
                        account, Quota.REPLAYS, all.size() + 1L, limit, contact);
            }
            return reserved.add(account, wanted);
        }
    }
}
