package dev.hooklane.quota;

import dev.hooklane.event.AccountId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Holds the number of things of one kind that each account has within its limit. One that is about
 * to be written counts already, so that many requests at the same moment can't pass together. Any
 * thread may use it.
 *
 * @param <I> the id of a thing
 */
final class Stock<I> {
    private final Quota quota;
    private final AccountLimits limits;
    private final String contact;
    private final AboutToExist<I> reserved;

    Stock(Quota quota, AccountLimits limits, String contact, LongSupplier nanoTime) {
        this.quota = quota;
        this.limits = limits;
        this.contact = contact;
        this.reserved = new AboutToExist<>(nanoTime);
    }

    /**
     * Reserves room for one more.
     *
     * @param known finds those of an account that this instance knows
     * @throws QuotaExceededException if there is none
     */
    Quotas.Room reserve(AccountId account, I wanted, Function<AccountId, Set<I>> known) {
        synchronized (reserved) {
            long limit = limits.of(account, quota);
            Set<I> all = new HashSet<>(known.apply(account));
            all.addAll(reserved.of(account));
            if (all.size() >= limit) {
                throw QuotaExceededException.stock(account, quota, all.size() + 1L, limit, contact);
            }
            return reserved.add(account, wanted);
        }
    }
}
