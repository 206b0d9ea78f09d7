package dev.hooklane.quota;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Holds the endpoints of each account within its limits. An endpoint that is about to be written
 * counts already, so that many requests at the same moment can't pass together. Of an endpoint that
 * is about to change, the larger form counts, as the change may fail. Any thread may use it.
 */
final class EndpointStock {
    private final Function<AccountId, Collection<Endpoint>> directory;
    private final AccountLimits limits;
    private final String contact;
    private final AboutToExist<Endpoint> reserved;

    /**
     * @param directory finds the endpoints of an account that this instance knows
     */
    EndpointStock(
            Function<AccountId, Collection<Endpoint>> directory,
            AccountLimits limits,
            String contact,
            LongSupplier nanoTime) {
        this.directory = directory;
        this.limits = limits;
        this.contact = contact;
        this.reserved = new AboutToExist<>(nanoTime);
    }

    /**
     * Reserves room for a new endpoint, or one that is changed. A change that makes nothing worse
     * is always possible, even after a limit was lowered.
     *
     * @throws QuotaExceededException if there is none
     */
    Quotas.Room reserve(Endpoint wanted) {
        AccountId account = wanted.account();
        synchronized (reserved) {
            Collection<Endpoint> known = directory.apply(account);
            List<Endpoint> pending = reserved.of(account);
            Map<Quota, Long> before = used(known, pending);
            List<Endpoint> others =
                    known.stream().filter(each -> !each.id().equals(wanted.id())).toList();
            List<Endpoint> pendingToo = new ArrayList<>(pending);
            pendingToo.add(wanted);
            Map<Quota, Long> after = used(others, pendingToo);
            before.forEach((quota, used) ->
                    requireNoMore(account, quota, used, after.getOrDefault(quota, 0L)));
            return reserved.add(account, wanted);
        }
    }

    /** Returns how many accounts have room reserved. */
    int reservations() {
        return reserved.accounts();
    }

    /** Returns what an account has of each limit on endpoints. */
    Map<Quota, Long> used(AccountId account) {
        synchronized (reserved) {
            return used(directory.apply(account), reserved.of(account));
        }
    }

    /** Counts endpoints by their ids: one may be known and about to be written at once. */
    private static Map<Quota, Long> used(Collection<Endpoint> known, List<Endpoint> pending) {
        Map<EndpointId, List<Endpoint>> forms = new LinkedHashMap<>();
        known.forEach(each -> add(each, forms));
        pending.forEach(each -> add(each, forms));
        Map<Quota, Long> used = new LinkedHashMap<>();
        used.put(Quota.ENDPOINTS, (long) forms.size());
        used.put(
                Quota.ENDPOINT_BYTES, forms.values().stream().mapToLong(EndpointSize::bytes).sum());
        used.put(Quota.DELIVERIES_PER_EVENT, EndpointSize.deliveriesPerEvent(forms.values()));
        return used;
    }

    private static void add(Endpoint endpoint, Map<EndpointId, List<Endpoint>> forms) {
        forms.computeIfAbsent(endpoint.id(), _ -> new ArrayList<>(1)).add(endpoint);
    }

    private void requireNoMore(AccountId account, Quota quota, long before, long after) {
        long limit = limits.of(account, quota);
        if (after > limit && after > before) {
            throw QuotaExceededException.stock(account, quota, after, limit, contact);
        }
    }
}
