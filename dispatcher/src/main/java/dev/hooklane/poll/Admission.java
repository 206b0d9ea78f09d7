package dev.hooklane.poll;

import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.attempt.Parking;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.lane.Bound;
import dev.hooklane.lane.Lanes;
import dev.hooklane.lane.Moment;
import dev.hooklane.lane.Patience;
import dev.hooklane.offset.CommitCycle;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Admits held records that are due into their lanes. Used by the poll loop's thread. */
final class Admission {
    /** A parked delivery that comes back at most this early may wait for its turn in its lane. */
    private static final Duration EARLY_ENOUGH = Duration.ofNanos(Patience.PARKED_NANOS);

    private final Lanes lanes;
    private final Leases leases;
    private final CommitCycle commits;
    private final OutcomeWriter outcomes;
    private final DeliveryMeter meter;
    private final AdmittedRounds rounds = new AdmittedRounds();

    Admission(
            Lanes lanes,
            Leases leases,
            CommitCycle commits,
            OutcomeWriter outcomes,
            DeliveryMeter meter) {
        this.lanes = lanes;
        this.leases = leases;
        this.commits = commits;
        this.outcomes = outcomes;
        this.meter = meter;
    }

    /** How admitting from one partition ended. */
    enum Result {
        /** Nothing more is due. */
        ALL,
        /** The slice is used up; more is due. */
        SLICE,
        /** Something due has to wait, because this partition's window is full. */
        WINDOW_FULL,
        /** Something due has to wait for room that all partitions share. */
        NO_ROOM
    }

    /**
     * Forgets these partition numbers: they were given up, so their deliveries may be read again.
     */
    void forgetMoved(Set<Integer> moved) {
        rounds.forget(moved);
    }

    /** Admits due records in order, at most {@code atMost}. */
    Result admitDue(OwnedPartition partition, Instant now, int atMost) {
        Moment moment = lanes.moment();
        for (int admitted = 0; partition.held().dueAt(moment.nanos()); admitted++) {
            if (admitted == atMost) {
                return Result.SLICE;
            }
            Optional<Bound> bound = reached(partition);
            if (bound.isPresent()) {
                meter.blocked(bound.get());
                return bound.get() == Bound.WINDOW ? Result.WINDOW_FULL : Result.NO_ROOM;
            }
            admit(partition, partition.held().take(), now, moment);
        }
        return Result.ALL;
    }

    /**
     * Returns the bound that is reached, if any. A leased copy was admitted before, and outcomes
     * wait for it to be read, so its own window is its only bound.
     */
    private Optional<Bound> reached(OwnedPartition partition) {
        if (leases.isHome(partition)) {
            return partition.ledger().hasRoom(partition.held().head().offset())
                    ? Optional.empty()
                    : Optional.of(Bound.WINDOW);
        }
        return partition.ledger().hasRoom(partition.held().head().offset())
                ? lanes.full(commits.uncommitted() + leases.waiting(), commits.uncommittedBytes())
                : Optional.of(Bound.WINDOW);
    }

    private void admit(
            OwnedPartition partition,
            ConsumerRecord<byte[], byte[]> record,
            Instant now,
            Moment moment) {
        boolean done = !partition.ledger().observe(record.offset());
        if (done && !partition.mayRepeat()) {
            return;
        }
        Delivery delivery;
        try {
            delivery = DeliveryRecords.read(record.key(), record.value(), record.headers());
        } catch (IllegalArgumentException e) {
            if (!done) {
                commits.add(outcomes.unreadable(partition, record, reason(e)));
            }
            return;
        }
        boolean repeated = partition.mayRepeat() && !partition.recent().add(delivery);
        if (done) {
            return;
        }
        if (leases.isHome(partition)) {
            switch (leases.read(partition, record.offset(), delivery)) {
                case Leases.Read.InFlight _ -> {
                    return;
                }
                case Leases.Read.Ended(Outcome outcome) -> {
                    commits.add(outcome);
                    return;
                }
                case Leases.Read.Orphan _ -> {}
            }
        }
        Work work = new Work(partition, record.offset(), delivery, Parking.of(record.headers()));
        Optional<Duration> early = early(work, now);
        if (repeated || !rounds.add(partition, delivery)) {
            commits.add(outcomes.duplicate(work));
        } else if (early.isPresent()) {
            Outcome waits = outcomes.notDue(work, early.get());
            lanes.waitsElsewhere(work, waits);
            commits.add(waits);
        } else {
            leases.submitted(work, moment.nanos());
            lanes.submit(work, moment);
        }
    }

    /**
     * Returns how much too early a delivery comes: it may not start before its time, nor long
     * before its turn.
     */
    private static Optional<Duration> early(Work work, Instant now) {
        Optional<Duration> untilTime =
                work.delivery()
                        .notBefore()
                        .map(at -> Duration.between(now, at))
                        .filter(Duration::isPositive);
        Duration untilTurn = Duration.ofMillis(work.parking().untilTurnMillis(now.toEpochMilli()));
        return untilTime.isEmpty() && untilTurn.compareTo(EARLY_ENOUGH) > 0
                ? Optional.of(untilTurn)
                : untilTime;
    }

    private static String reason(IllegalArgumentException e) {
        return e.getMessage() == null ? "not a delivery" : e.getMessage();
    }
}
