package dev.hooklane.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Polls by a {@link Pace}: a single record is read as soon as it is there, and under load many
 * share the cost of a request, which is most of what reading one costs broker and client. For the
 * thread that polls.
 */
public final class PacedPoll {
    private final Pace pace = new Pace(System.nanoTime());

    /**
     * What the poll brings; it may be empty at once, though there is something, where it may not
     * wait.
     *
     * @param poll the consumer's own
     */
    public ConsumerRecords<byte[], byte[]> poll(
            Duration timeout, Function<Duration, ConsumerRecords<byte[], byte[]>> poll) {
        long pauseNanos = pace.pauseNanos(System.nanoTime());
        if (pauseNanos > 0) {
            if (timeout.isZero()) {
                return ConsumerRecords.empty();
            }
            LockSupport.parkNanos(Math.min(pauseNanos, timeout.toNanos()));
        }
        ConsumerRecords<byte[], byte[]> records = poll.apply(timeout);
        pace.polled(records.count(), System.nanoTime());
        return records;
    }
}
