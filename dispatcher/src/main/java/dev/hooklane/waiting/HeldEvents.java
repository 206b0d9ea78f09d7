package dev.hooklane.waiting;

import java.time.Duration;

/**
 * A partition of the events topic that nobody reads on, since a publisher's transaction is open.
 *
 * @param transactionalId the publisher's; {@link #UNKNOWN} if the brokers did not tell
 * @param producerId as the brokers number it; -1 if they did not tell
 * @param offset where the transaction begins
 * @param records from there on, those of other publishers among them
 * @param held for how long at least
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
