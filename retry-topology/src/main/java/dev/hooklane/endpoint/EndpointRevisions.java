package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of an endpoint's records count. All instances read them in one order and so agree: one that
 * replaces another state than the current one was written by somebody who had not read the current
 * one, and is passed over.
 *
 * <pre>
 * a ──▶ b replaces a   (counts)
 *   └─▶ c replaces a   (is passed over: b is current)
 *       b replaces b,c (settles it: whoever reads c alone, after compaction, goes on to b)
 * </pre>
 *
 * <p>Compaction keeps an endpoint's last record, and knows nothing of this. So a record that was
 * passed over is disputed until a later one has replaced it by name. One thread follows, any thread
 * asks.
 */
public final class EndpointRevisions {
    private final Map<EndpointId, EndpointRevision> current = new ConcurrentHashMap<>();
    private final Map<EndpointId, Dispute> disputes = new ConcurrentHashMap<>();

    /** Records of an endpoint that were passed over, the first of them at such a nanoTime. */
    private record Dispute(AccountId account, Set<EndpointRevision> passedOver, long sinceNanos) {}

    /**
     * Takes note of a record.
     *
     * @param replaced what it may take the place of; empty for anything
     * @return whether it counts
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

    private void settle(EndpointId id, EndpointRevision own, Set<EndpointRevision> replaced) {
        Dispute dispute = disputes.get(id);
        if (dispute == null) {
            return;
        }
        Set<EndpointRevision> left = new HashSet<>(dispute.passedOver());
        left.removeAll(replaced);
        left.remove(own);
        // A record that may replace anything is as good for whoever reads a disputed one alone.
        if (left.isEmpty() || replaced.isEmpty()) {
            disputes.remove(id);
        } else {
            disputes.put(
                    id, new Dispute(dispute.account(), Set.copyOf(left), dispute.sinceNanos()));
        }
    }

    /** The one that counts now; empty if nothing was read of the endpoint. */
    public Optional<EndpointRevision> current(EndpointId id) {
        return Optional.ofNullable(current.get(id));
    }

    /** What a new record of the endpoint takes the place of: the current one, and disputed ones. */
    public Set<EndpointRevision> replaceable(EndpointId id) {
        Set<EndpointRevision> all = new HashSet<>();
        current(id).ifPresent(all::add);
        Dispute dispute = disputes.get(id);
        if (dispute != null) {
            all.addAll(dispute.passedOver());
        }
        return all;
    }

    /** The endpoints with a disputed record that has stood for that long. */
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
