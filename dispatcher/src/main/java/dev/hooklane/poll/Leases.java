package dev.hooklane.poll;

import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.offset.OffsetLedger;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves deliveries whose attempts take long out of the way of their partition's window.
 *
 * <p>An offset that is not done holds back the base of its partition's ledger, and the window above
 * the base is limited: one endpoint that hangs would stall all others of the partition. So a
 * delivery that has been in hand for a while is copied to the leases topic while its attempt is in
 * flight, and writing the copy completes its offset. The copy is read back, and from then on the
 * attempt's outcome completes the copy's offset. An instance that takes over the partition finds
 * the copy and makes the attempt again.
 *
 * <pre>
 * in hand ─ lease ─▶ offset done, copy written ─ read back ─▶ home ─ outcome ─▶ copy's offset done
 *             │             └─ outcome ─▶ kept until the copy is read back ─────▶ the same
 *             └─ refused ─▶ as if there had been no copy
 * </pre>
 *
 * <p>Used by the poll loop's thread.
 */
final class Leases {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** How many copies may be made in one turn, so that a transaction stays small. */
    private static final int AT_ONCE = 256;

    private static final long LOOK_NANOS = 100_000_000L;
    private static final long READ_WITHIN_NANOS = 120_000_000_000L;

    private final String topic;
    private final LeaseRules rules;
    private final OutcomeWriter outcomes;
    private final DeliveryMeter meter;
    private final Map<String, Lease> leases = new HashMap<>();

    /** By partition and offset, in the order in which they were submitted. */
    private final Map<OwnedPartition, Map<Long, InHand>> inHand = new HashMap<>();

    private int waiting;
    private long lookedAtNanos;

    /** A delivery with two homes, until its attempt has ended. */
    private static final class Lease {
        private final Work work;
        private @Nullable OwnedPartition home;
        private long offset;
        private @Nullable Outcome outcome;
        private long waitingSinceNanos;
        private boolean isRefused;

        private Lease(Work work) {
            this.work = work;
        }
    }

    /** A delivery that was submitted to its lane and has no outcome yet. */
    private static final class InHand {
        private final Work work;
        private final long sinceNanos;
        private @Nullable Lease lease;

        private InHand(Work work, long sinceNanos) {
            this.work = work;
            this.sinceNanos = sinceNanos;
        }
    }

    Leases(String topic, LeaseRules rules, OutcomeWriter outcomes, DeliveryMeter meter) {
        this.topic = topic;
        this.rules = rules;
        this.outcomes = outcomes;
        this.meter = meter;
    }

    /** Takes note of a delivery that is about to be submitted to its lane. */
    void submitted(Work work, long nowNanos) {
        inHand.computeIfAbsent(work.partition(), _ -> new LinkedHashMap<>())
                .put(work.offset(), new InHand(work, nowNanos));
    }

    /**
     * Returns an outcome from a lane, with the offset that it completes now; empty if that is
     * unknown until the copy is read back.
     */
    Optional<Outcome> finished(Outcome outcome) {
        Map<Long, InHand> ofPartition = inHand.get(outcome.partition());
        InHand ended = ofPartition == null ? null : ofPartition.remove(outcome.offset());
        Lease lease = ended == null ? null : ended.lease;
        if (lease == null || lease.isRefused || !outcome.partition().owned()) {
            return Optional.of(outcome);
        }
        OwnedPartition home = lease.home;
        if (home == null) {
            lease.outcome = outcome;
            waiting++;
            return Optional.empty();
        }
        leases.remove(key(lease.work.delivery()));
        return Optional.of(outcome.at(home, lease.offset));
    }

    /**
     * Takes note that Kafka refuses this copy: its delivery stays where it is, and is not copied
     * again.
     *
     * @return the delivery's outcome, if it was waiting for the copy
     */
    Optional<Outcome> refused(Outcome copy) {
        for (Map.Entry<String, Lease> each : leases.entrySet()) {
            Lease lease = each.getValue();
            Work work = lease.work;
            if (work.partition() == copy.partition() && work.offset() == copy.offset()) {
                log.error(
                        "lease.refused delivery={} from={}@{}",
                        work.delivery().id(),
                        work.partition().partition(),
                        work.offset());
                leases.remove(each.getKey());
                lease.isRefused = true;
                if (lease.outcome != null) {
                    waiting--;
                }
                return Optional.ofNullable(lease.outcome);
            }
        }
        return Optional.empty();
    }

    /** Returns how many outcomes wait for their copies to be read back. */
    int waiting() {
        return waiting;
    }

    /** The state of the attempt whose copy was read. */
    sealed interface Read {
        /** This instance made the attempt, and it is still in flight. */
        record InFlight() implements Read {}

        /** This instance made the attempt, and it has ended. */
        record Ended(Outcome outcome) implements Read {}

        /** No instance is making the attempt any more. */
        record Orphan() implements Read {}
    }

    /** Takes note that a copy is at this offset. */
    Read read(OwnedPartition partition, long offset, Delivery delivery) {
        Lease lease = leases.get(key(delivery));
        if (lease == null || !lease.work.partition().owned()) {
            forgetLost();
            return new Read.Orphan();
        }
        Outcome outcome = lease.outcome;
        if (outcome != null) {
            leases.remove(key(delivery));
            waiting--;
            return new Read.Ended(outcome.at(partition, offset));
        }
        lease.home = partition;
        lease.offset = offset;
        return new Read.InFlight();
    }

    /**
     * Returns the copies to write now, each as an outcome that completes the delivery's former
     * offset. A partition whose window has room gets none: a lease costs a write.
     */
    List<Outcome> due(Collection<OwnedPartition> owned, long nowNanos) {
        if (nowNanos - lookedAtNanos < LOOK_NANOS) {
            return List.of();
        }
        lookedAtNanos = nowNanos;
        forgetLost();
        forgetUnread(nowNanos);
        List<Outcome> copies = new ArrayList<>();
        for (OwnedPartition partition : owned) {
            OffsetLedger ledger = partition.ledger();
            if (!isHome(partition) && ledger.next() - ledger.base() > rules.openOffsets()) {
                lease(partition, nowNanos, copies);
            }
        }
        return copies;
    }

    private void lease(OwnedPartition partition, long nowNanos, List<Outcome> copies) {
        for (InHand each : inHand.getOrDefault(partition, Map.of()).values()) {
            if (nowNanos - each.sinceNanos < rules.inHandNanos() || copies.size() >= AT_ONCE) {
                return;
            }
            Work work = each.work;
            if (each.lease == null
                    && !outcomes.isErased(work.delivery())
                    && !leases.containsKey(key(work.delivery()))) {
                each.lease = new Lease(work);
                leases.put(key(work.delivery()), each.lease);
                copies.add(outcomes.leased(work));
            }
        }
    }

    /** Reports whether copies live in this partition; they are never copied again. */
    boolean isHome(OwnedPartition partition) {
        return partition.partition().topic().equals(topic);
    }

    /** Forgets the leases of lost partitions, whose new owners make the attempts again. */
    private void forgetLost() {
        inHand.keySet().removeIf(partition -> !partition.owned());
        leases.values()
                .removeIf(lease -> {
                    boolean lost = !lease.work.partition().owned();
                    if (lost && lease.outcome != null) {
                        waiting--;
                        meter.stale(1);
                    }
                    return lost;
                });
    }

    /**
     * Gives up outcomes whose copies are not read back in time. A copy that is read after all is
     * then attempted again.
     */
    private void forgetUnread(long nowNanos) {
        leases.values()
                .removeIf(lease -> {
                    if (lease.outcome == null) {
                        return false;
                    }
                    if (lease.waitingSinceNanos == 0) {
                        lease.waitingSinceNanos = nowNanos;
                    }
                    boolean over = nowNanos - lease.waitingSinceNanos > READ_WITHIN_NANOS;
                    if (over) {
                        waiting--;
                        meter.stale(1);
                    }
                    return over;
                });
    }

    private static String key(Delivery delivery) {
        return "%s#%d#%d".formatted(delivery.id(), delivery.round(), delivery.attempt());
    }
}
