package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which of an endpoint's records count. All instances read them in the same order and so
 * agree. A record counts if it replaces the current state. If it replaces another one, its writer
 * had not read the current state, and the record is ignored.
 *
 * <pre>
 * a ──▶ b replaces a   (counts)
 *   └─▶ c replaces a   (is ignored: b is current)
 *       b replaces b,c (settles it: an instance that reads only c, after compaction, moves to b)
 * </pre>
 *
 * <p>Compaction keeps an endpoint's last record, even if it was ignored. An ignored record is
 * therefore disputed until a later record replaces it by name. One thread follows, any thread asks.
 */
public final class EndpointRevisions {
    private final Map<EndpointId, EndpointRevision> current = new ConcurrentHashMap<>();
    private final RecentlyDeleted deleted = new RecentlyDeleted();
    private final Map<EndpointId, Dispute> disputes = new ConcurrentHashMap<>();

    /**
     * Records of an endpoint that were ignored; the first of them was read at {@code sinceNanos}.
     */
    private record Dispute(AccountId account, Set<EndpointRevision> passedOver, long sinceNanos) {}

    /**
     * Follows a record.
     *
     * @param replaced the revisions that the record may replace; empty if it may replace any
     * @return whether the record counts
     */
    public boolean follow(
            AccountId account,
            EndpointId id,
            EndpointRevision own,
            Set<EndpointRevision> replaced,
            long nowNanos) {
        EndpointRevision before = current.get(id);
        boolean counts =
                before == null
                        || replaced.isEmpty()
                        || replaced.contains(before)
                        || own.equals(before);
        if (counts) {
            current.put(id, own);
            settle(id, own, replaced);
        } else {
            Dispute dispute = disputes.getOrDefault(id, new Dispute(account, Set.of(), nowNanos));
            Set<EndpointRevision> passedOver = new HashSet<>(dispute.passedOver());
            passedOver.add(own);
            disputes.put(id, new Dispute(account, Set.copyOf(passedOver), dispute.sinceNanos()));
        }
        return counts;
    }

    /**
     * Takes note that the current record of the endpoint is its deletion. It is forgotten after ten
     * thousand others, when nobody can still be writing on top of the state before it.
     */
    public void deleted(EndpointId id) {
        deleted.add(id)
                .ifPresent(forgotten -> {
                    current.remove(forgotten);
                    disputes.remove(forgotten);
                });
    }

    /** Takes note that the endpoint exists. */
    public void exists(EndpointId id) {
        deleted.remove(id);
    }

    /** Returns of how many endpoints something is known. */
    int size() {
        return current.size();
    }

    private void settle(EndpointId id, EndpointRevision own, Set<EndpointRevision> replaced) {
        Dispute dispute = disputes.get(id);
        if (dispute == null) {
            return;
        }
        Set<EndpointRevision> left = new HashSet<>(dispute.passedOver());
        left.removeAll(replaced);
        left.remove(own);
        // A record that may replace any other settles the dispute too: it also counts on an
        // instance that has read only a disputed record.
        if (left.isEmpty() || replaced.isEmpty()) {
            disputes.remove(id);
        } else {
            disputes.put(
                    id, new Dispute(dispute.account(), Set.copyOf(left), dispute.sinceNanos()));
        }
    }

    /** Returns the revision that counts now; empty if no record of the endpoint was read. */
    public Optional<EndpointRevision> current(EndpointId id) {
        return Optional.ofNullable(current.get(id));
    }

    /**
     * Returns the revisions that a new record of the endpoint replaces: the current and any
     * disputed ones.
     */
    public Set<EndpointRevision> replaceable(EndpointId id) {
        Set<EndpointRevision> all = new HashSet<>();
        current(id).ifPresent(all::add);
        Dispute dispute = disputes.get(id);
        if (dispute != null) {
            all.addAll(dispute.passedOver());
        }
        return all;
    }

    /**
     * Returns the endpoints, with their accounts, that have had a disputed record for at least
     * {@code nanosAgo}.
     */
    public Map<EndpointId, AccountId> disputedSince(long nanosAgo, long nowNanos) {
        Map<EndpointId, AccountId> old = new HashMap<>();
        disputes.forEach((id, dispute) -> {
            if (nowNanos - dispute.sinceNanos() >= nanosAgo) {
                old.put(id, dispute.account());
            }
        });
        return old;
    }
}
