package dev.hooklane.waiting;

import java.time.Duration;

/**
 * A partition of the events topic that can't be read further, because a publisher's transaction is
 * open.
 *
 * @param transactionalId the publisher's; {@link #UNKNOWN} if the brokers did not return it
 * @param producerId the producer's id in the brokers; -1 if they did not return it
 * @param offset where the transaction begins
 * @param records the number of records from there on, including those of other publishers
 * @param held for how long the partition has been held, at least
 */
public record HeldEvents(
        int partition,
        String transactionalId,
        long producerId,
        long offset,
        long records,
        Duration held) {
    public static final String UNKNOWN = "unknown";
}
