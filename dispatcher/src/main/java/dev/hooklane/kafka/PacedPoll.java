package dev.hooklane.kafka;

import dev.hooklane.lane.CpuLoad;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Polls by a {@link Pace}: a single record is read as soon as it is there. Under load many records
 * share the cost of a request, which is most of the cost of reading for broker and client. For the
 * thread that polls.
 */
public final class PacedPoll {
    private final Pace pace = new Pace(CpuLoad.atItsLimit(), System.nanoTime());

    /**
     * Returns the polled records. If it may not wait, it can return none although there are some.
     *
     * @param poll the consumer's own poll
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
