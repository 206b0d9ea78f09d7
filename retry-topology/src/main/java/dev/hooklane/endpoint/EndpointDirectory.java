package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All endpoints in memory, indexed by account and by the event types they subscribe to.
 *
 * <p>One thread at a time changes it, and any thread may read. A read during a change sees the
 * endpoint from before or after it. The cost of finding subscribers depends on how many match, not
 * on how many endpoints exist.
 *
 * <p>The directory shows an endpoint as disabled if its {@link EndpointHealth} is {@code Disabled},
 * whichever of the two records was read first.
 */
public final class EndpointDirectory {
    private final Map<EndpointId, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final RecentlyDeleted deleted = new RecentlyDeleted();
    private final Map<AccountId, EndpointList> byAccount = new ConcurrentHashMap<>();
    private final Map<Subscription, EndpointList> subscribers = new ConcurrentHashMap<>();

    private final Map<EndpointId, EndpointHealth> healths = new ConcurrentHashMap<>();

    /** Endpoints that are shown as disabled, in the state that was written. */
    private final Map<EndpointId, Endpoint> overridden = new ConcurrentHashMap<>();

    private final AtomicInteger disabled = new AtomicInteger();
    private final Map<EndpointId, Endpoint> sealed = new ConcurrentHashMap<>();
    private final Map<EndpointId, Endpoint> certified = new ConcurrentHashMap<>();
    private final Map<EndpointId, Endpoint> listeners = new ConcurrentHashMap<>();

    /** One pattern of one account. */
    private record Subscription(AccountId account, String pattern) {}

    public Optional<Endpoint> find(EndpointId id) {
        return Optional.ofNullable(endpoints.get(id));
    }

    /** Returns the endpoint as its record describes it, ignoring its health. */
    public Optional<Endpoint> asWritten(EndpointId id) {
        Endpoint written = overridden.get(id);
        return written == null ? find(id) : Optional.of(written);
    }

    /** Returns the health of the endpoint's current version; empty if it is healthy. */
    public Optional<EndpointHealth> health(EndpointId id) {
        EndpointHealth health = healths.get(id);
        Endpoint endpoint = health == null ? null : endpoints.get(id);
        return endpoint != null && health != null && health.appliesTo(endpoint)
                ? Optional.of(health)
                : Optional.empty();
    }

    /** Reports whether the endpoint has a health record, for its current version or another one. */
    public boolean knowsHealth(EndpointId id) {
        return healths.containsKey(id);
    }

    /**
     * Reports whether the endpoint was deleted lately; false for one that was never known, or whose
     * deletion is forgotten after ten thousand others.
     */
    public boolean wasDeleted(EndpointId id) {
        return deleted.contains(id);
    }

    public int size() {
        return endpoints.size();
    }

    /** Returns how many of the endpoints are disabled. */
    public int disabled() {
        return disabled.get();
    }

    /**
     * Returns the endpoints to which nothing may be sent: no key opens their secrets, or their
     * records can't be read.
     */
    public Collection<Endpoint> sealed() {
        return Collections.unmodifiableCollection(sealed.values());
    }

    /** Returns the endpoints that have certificates of their own. */
    public Collection<Endpoint> certified() {
        return Collections.unmodifiableCollection(certified.values());
    }

    /** Returns the temporary endpoints of streams. */
    public Collection<Endpoint> listeners() {
        return List.copyOf(listeners.values());
    }

    /** Reports whether the topic has not yet shown any endpoint, not even a deleted one. */
    public boolean isBlank() {
        return endpoints.isEmpty() && deleted.isEmpty();
    }

    /** Returns the account's endpoints, in no particular order. */
    public Collection<Endpoint> of(AccountId account) {
        EndpointList all = byAccount.get(account);
        return all == null ? List.of() : all.copy();
    }

    /** Returns how many endpoints the account has. */
    public int count(AccountId account) {
        EndpointList all = byAccount.get(account);
        return all == null ? 0 : all.size();
    }

    /** Returns the accounts that have endpoints, in no particular order. */
    public Collection<AccountId> accounts() {
        return List.copyOf(byAccount.keySet());
    }

    public Collection<Endpoint> all() {
        return List.copyOf(endpoints.values());
    }

    /** Returns the account's endpoints that subscribe to {@code type}, in any state; each once. */
    public List<Endpoint> subscribers(AccountId account, EventType type) {
        List<Endpoint> found = new ArrayList<>();
        if (EventSelection.coveredByAll(type)) {
            collect(account, EventSelection.ALL, found);
        }
        if (type.isGrouped()) {
            collect(account, EventSelection.group(type), found);
        }
        collect(account, type.value(), found);
        return found;
    }

    public synchronized void put(Endpoint endpoint) {
        deleted.remove(endpoint.id());
        show(endpoint);
    }

    /** Takes an endpoint's health; a deleted one has none, whoever still reports it. */
    public synchronized void putHealth(EndpointId id, EndpointHealth health) {
        if (deleted.contains(id)) {
            return;
        }
        healths.put(id, health);
        showAgain(id);
    }

    /** Forgets the health of endpoints that don't exist, once all that exist are known. */
    public synchronized void forgetHealthOfUnknown() {
        healths.keySet().removeIf(id -> !endpoints.containsKey(id));
    }

    public synchronized void removeHealth(EndpointId id) {
        healths.remove(id);
        showAgain(id);
    }

    private void showAgain(EndpointId id) {
        Endpoint written = overridden.get(id);
        Endpoint known = written == null ? endpoints.get(id) : written;
        if (known != null) {
            show(known);
        }
    }

    private void show(Endpoint written) {
        if (written.state() instanceof EndpointState.Enabled
                && healths.get(written.id()) instanceof EndpointHealth.Disabled disabled
                && disabled.appliesTo(written)) {
            overridden.put(written.id(), written);
            index(
                    written.withState(
                            new EndpointState.Disabled(disabled.reason()), written.updatedAt()));
        } else {
            overridden.remove(written.id());
            index(written);
        }
    }

    private void index(Endpoint endpoint) {
        Endpoint before = endpoints.put(endpoint.id(), endpoint);
        disabled.addAndGet(disabledOf(endpoint) - disabledOf(before));
        keepIf(endpoint.isSealed(), endpoint, sealed);
        keepIf(endpoint.access().tls().isPresent(), endpoint, certified);
        keepIf(endpoint.isListener(), endpoint, listeners);
        if (before != null && !before.account().equals(endpoint.account())) {
            unlist(before);
            before = null;
        }
        list(byAccount, endpoint.account(), before, endpoint);
        List<String> patterns = endpoint.eventTypes().patterns();
        List<String> former = before == null ? List.of() : before.eventTypes().patterns();
        for (String pattern : patterns) {
            list(
                    subscribers,
                    new Subscription(endpoint.account(), pattern),
                    former.contains(pattern) ? before : null,
                    endpoint);
        }
        if (before != null) {
            unsubscribe(before, patterns);
        }
    }

    public synchronized void remove(EndpointId id) {
        var _ = deleted.add(id);
        healths.remove(id);
        overridden.remove(id);
        sealed.remove(id);
        certified.remove(id);
        listeners.remove(id);
        Endpoint removed = endpoints.remove(id);
        disabled.addAndGet(-disabledOf(removed));
        if (removed != null) {
            unlist(removed);
        }
    }

    private static void keepIf(boolean wanted, Endpoint endpoint, Map<EndpointId, Endpoint> index) {
        if (wanted) {
            index.put(endpoint.id(), endpoint);
        } else {
            index.remove(endpoint.id());
        }
    }

    private static int disabledOf(@Nullable Endpoint endpoint) {
        return endpoint != null && endpoint.state() instanceof EndpointState.Disabled ? 1 : 0;
    }

    private void unlist(Endpoint endpoint) {
        unlist(byAccount, endpoint.account(), endpoint);
        unsubscribe(endpoint, List.of());
    }

    private void unsubscribe(Endpoint before, List<String> keptPatterns) {
        for (String pattern : before.eventTypes().patterns()) {
            if (!keptPatterns.contains(pattern)) {
                unlist(subscribers, new Subscription(before.account(), pattern), before);
            }
        }
    }

    private void collect(AccountId account, String pattern, List<Endpoint> into) {
        EndpointList members = subscribers.get(new Subscription(account, pattern));
        if (members != null) {
            members.addTo(into);
        }
    }

    /** Puts an endpoint in a list, in the place of its former version if that is there. */
    private static <K> void list(
            Map<K, EndpointList> index, K key, @Nullable Endpoint before, Endpoint endpoint) {
        EndpointList members = index.computeIfAbsent(key, _ -> new EndpointList());
        if (before == null) {
            members.add(endpoint);
        } else {
            members.replace(before, endpoint);
        }
    }

    private static <K> void unlist(Map<K, EndpointList> index, K key, Endpoint member) {
        index.computeIfPresent(
                key,
                (_, members) -> {
                    members.remove(member);
                    return members.size() == 0 ? null : members;
                });
    }
}
