package dev.hooklane.attempt;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.offset.OwnedPartition;

/**
 * A delivery whose next attempt is due, and the record that says so.
 *
 * @param offset the record's offset in its partition
 * @param parking how often it was parked before this attempt
 */
public record Work(OwnedPartition partition, long offset, Delivery delivery, Parking parking) {
    public Work(OwnedPartition partition, long offset, Delivery delivery) {
        this(partition, offset, delivery, Parking.NEVER);
    }

    public int payloadBytes() {
        return delivery.payload().sizeBytes();
    }

    /** Reports whether a person waits to see this very request. */
    public boolean isAskedFor() {
        return delivery.trigger() == Trigger.TEST || delivery.trigger() == Trigger.MANUAL;
    }

    /** Reports whether the endpoint's own engineer waits to see its answer. */
    public boolean isTest() {
        return delivery.trigger() == Trigger.TEST;
    }

    /** Reports whether it is part of a replay, which gives way to other deliveries. */
    public boolean isReplayed() {
        return delivery.trigger() == Trigger.REPLAY;
    }

    /** Reports whether it has waited in a delay topic, so that another second does not matter. */
    public boolean isDelayed() {
        return !partition.mayRepeat();
    }
}
