package dev.hooklane.quota;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds the endpoints of each account within its limits. An endpoint that is about to be written
 * counts already, so that many requests at the same moment can't pass together. Any thread may use
 * it.
 */
final class EndpointStock {
    private final EndpointDirectory directory;
    private final AccountLimits limits;
    private final String contact;

    /** Those that are about to be written, by account and id. */
    private final Map<AccountId, Map<Object, Endpoint>> reserved = new HashMap<>();

    EndpointStock(EndpointDirectory directory, AccountLimits limits, String contact) {
        this.directory = directory;
        this.limits = limits;
        this.contact = contact;
    }

    /** Room for an endpoint, from before it is written until it was read back. */
    interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Reserves room for a new endpoint, or one that is changed. A change that makes nothing worse
     * is always possible, even after a limit was lowered.
     *
     * @throws QuotaExceededException if there is none
     */
    synchronized Room reserve(Endpoint wanted) {
        AccountId account = wanted.account();
        boolean made = directory.find(wanted.id()).isEmpty();
        if (made) {
            require(account, Quota.ENDPOINTS, directory.count(account), 1L + count(account));
        }
        Map<Object, Endpoint> before = endpoints(account);
        Map<Object, Endpoint> after = new LinkedHashMap<>(before);
        after.put(wanted.id(), wanted);
        requireNoMore(account, Quota.ENDPOINT_BYTES, bytes(before.values()), bytes(after.values()));
        requireNoMore(
                account,
                Quota.DELIVERIES_PER_EVENT,
                EndpointSize.deliveriesPerEvent(before.values()),
                EndpointSize.deliveriesPerEvent(after.values()));
        Object key = new Object();
        reserved.computeIfAbsent(account, _ -> new LinkedHashMap<>()).put(key, wanted);
        return () -> release(account, key);
    }

    private synchronized void release(AccountId account, Object key) {
        reserved.computeIfPresent(
                account,
                (_, own) -> {
                    own.remove(key);
                    return own.isEmpty() ? null : own;
                });
    }

    /** Returns how many accounts have room reserved. */
    synchronized int reservations() {
        return reserved.size();
    }

    /** Returns what an account has of each limit on endpoints. */
    synchronized Map<Quota, Long> used(AccountId account) {
        Collection<Endpoint> endpoints = endpoints(account).values();
        return Map.of(
                Quota.ENDPOINTS,
                (long) endpoints.size(),
                Quota.ENDPOINT_BYTES,
                bytes(endpoints),
                Quota.DELIVERIES_PER_EVENT,
                EndpointSize.deliveriesPerEvent(endpoints));
    }

    private static long bytes(Collection<Endpoint> endpoints) {
        return endpoints.stream().mapToLong(EndpointSize::bytes).sum();
    }

    /** Returns the known endpoints of an account, and those that are about to be. */
    private Map<Object, Endpoint> endpoints(AccountId account) {
        Map<Object, Endpoint> all = new LinkedHashMap<>();
        directory.of(account).forEach(each -> all.put(each.id(), each));
        reserved.getOrDefault(account, Map.of()).values().forEach(each -> all.put(each.id(), each));
        return all;
    }

    /** Returns how many new endpoints of an account are about to be written. */
    private long count(AccountId account) {
        return reserved.getOrDefault(account, Map.of()).values().stream()
                .map(Endpoint::id)
                .distinct()
                .filter(id -> directory.find(id).isEmpty())
                .count();
    }

    private void require(AccountId account, Quota quota, long used, long more) {
        requireNoMore(account, quota, used, used + more);
    }

    private void requireNoMore(AccountId account, Quota quota, long before, long after) {
        long limit = limits.of(account, quota);
        if (after > limit && after > before) {
            throw QuotaExceededException.stock(account, quota, after, limit, contact);
        }
    }
}
