package dev.hooklane.lane;

import dev.hooklane.delivery.Delivery;

/**
 * A delivery whose next attempt is due, and the record that says so.
 *
 * @param offset of that record in its partition
 */
record Work(OwnedPartition partition, long offset, Delivery delivery) {
    int payloadBytes() {
        return delivery.payload().sizeBytes();
    }
}
