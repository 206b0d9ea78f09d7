package dev.hooklane.lane;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes held records that are due into their lanes. Used by the poll loop's thread. */
final class Admission {
    private final Lanes lanes;
    private final CommitCycle commits;
    private final OutcomeWriter outcomes;

    Admission(Lanes lanes, CommitCycle commits, OutcomeWriter outcomes) {
        this.lanes = lanes;
        this.commits = commits;
        this.outcomes = outcomes;
    }

    /**
     * Admits what is due, in order.
     *
     * @return false if something due has to stay for lack of room
     */
    boolean admitDue(OwnedPartition partition, Instant now) {
        long nowMillis = now.toEpochMilli();
        while (partition.held().dueAt(nowMillis)) {
            ConsumerRecord<byte[], byte[]> head = partition.held().head();
            if (!partition.ledger().hasRoom(head.offset())
                    || !lanes.hasRoom(commits.uncommitted())) {
                return false;
            }
            admit(partition, partition.held().take(), now);
        }
        return true;
    }

    private void admit(
            OwnedPartition partition, ConsumerRecord<byte[], byte[]> record, Instant now) {
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
        Work work = new Work(partition, record.offset(), delivery);
        Optional<Duration> early = delivery.notBefore().map(at -> Duration.between(now, at));
        if (repeated) {
            commits.add(outcomes.duplicate(work));
        } else if (early.isPresent() && early.get().isPositive()) {
            commits.add(outcomes.parked(work, early.get()));
        } else {
            lanes.submit(work);
        }
    }

    private static String reason(IllegalArgumentException e) {
        return e.getMessage() == null ? "not a delivery" : e.getMessage();
    }
}
