package dev.hooklane.lookup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Looks up single records of a partition, from lower offsets to higher ones, so that records
 * fetched with one can be used for the ones close behind it. For one thread.
 */
final class RisingOffsets {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Reading past this many records is cheaper than seeking to another offset. */
    private static final int READ_ON_MAX = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private long nextFetched = -1;

    /**
     * @param consumer not used by others in the meantime
     */
    RisingOffsets(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        this.consumer = consumer;
        this.partition = partition;
        consumer.assign(List.of(partition));
    }

    /** Returns the record at this offset; empty if there is none, or none any more. */
    Optional<ConsumerRecord<byte[], byte[]>> at(long offset) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                dropBelow(offset);
                if (!fetched.isEmpty()) {
                    return Optional.of(fetched.element()).filter(next -> next.offset() == offset);
                }
                if (offset < nextFetched) {
                    return Optional.empty();
                }
                if (System.nanoTime() >= deadline) {
                    throw new TimeoutException("no record within " + PATIENCE.toSeconds() + " s");
                }
                if (fetch(offset)) {
                    return Optional.empty();
                }
            }
        } catch (OffsetOutOfRangeException e) {
            nextFetched = -1;
            return Optional.empty();
        }
    }

    private void dropBelow(long offset) {
        while (!fetched.isEmpty() && fetched.element().offset() < offset) {
            fetched.remove();
        }
    }

    /** Fetches from this offset on; returns whether there is nothing there yet, nor after it. */
    private boolean fetch(long offset) {
        if (nextFetched < 0 || offset - nextFetched > READ_ON_MAX) {
            consumer.seek(partition, offset);
        }
        List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(LOOK).records(partition);
        fetched.addAll(records);
        nextFetched = consumer.position(partition);
        return records.isEmpty()
                && nextFetched
                        >= consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }
}
