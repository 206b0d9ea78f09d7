package dev.hooklane.lookup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads partitions backwards from their ends, a piece of each at a time. For one thread.
 *
 * <p>The partitions' timestamps are the broker's, so within one of them older records have no later
 * timestamp: {@link Unread#latestMillis} relies on it.
 */
final class TopicTail {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Unread> unread = new HashMap<>();

    /**
     * The part of a partition that is still to be read.
     *
     * @param begin its first offset
     * @param end the offset after its last unread record
     * @param latestMillis no unread record is later than this, in milliseconds since 1970
     */
    record Unread(TopicPartition partition, long begin, long end, long latestMillis) {}

    private TopicTail(Consumer<byte[], byte[]> consumer, List<Unread> parts) {
        this.consumer = consumer;
        List<TopicPartition> partitions = parts.stream().map(Unread::partition).toList();
        consumer.assign(partitions);
        consumer.pause(partitions);
        for (Unread part : parts) {
            // A poll needs a position in every partition, even if nothing is to be read there.
            consumer.seek(part.partition(), part.end());
            keep(part);
        }
    }

    /**
     * Returns a reader of parts of partitions.
     *
     * @param consumer not used by others in the meantime
     */
    static TopicTail of(Consumer<byte[], byte[]> consumer, List<Unread> parts) {
        return new TopicTail(consumer, parts);
    }

    /** Reports whether everything has been read. */
    boolean exhausted() {
        return unread.isEmpty();
    }

    /** Returns the unread parts of partitions that are not completely read. */
    Collection<Unread> unread() {
        return List.copyOf(unread.values());
    }

    /**
     * Reads the next older piece of every partition, each in order of offsets.
     *
     * @param pieceRecords the most records to read of each partition
     */
    void older(
            int pieceRecords, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Map<TopicPartition, Unread> pieces = new HashMap<>();
        unread.forEach((partition, left) ->
                pieces.put(
                        partition,
                        new Unread(
                                partition,
                                Math.max(left.begin(), left.end() - pieceRecords),
                                left.end(),
                                left.latestMillis())));
        Map<TopicPartition, Long> earliest = read(pieces, taker);
        pieces.forEach((partition, piece) -> shrink(piece, earliest));
    }

    /** Reads the pieces; returns the earliest timestamp read in each partition. */
    private Map<TopicPartition, Long> read(
            Map<TopicPartition, Unread> pieces,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        pieces.forEach((partition, piece) -> consumer.seek(partition, piece.begin()));
        consumer.resume(pieces.keySet());
        Map<TopicPartition, Long> earliest = new HashMap<>();
        List<TopicPartition> missing = new ArrayList<>(pieces.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!missing.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "%s was not read within %d s".formatted(missing, PATIENCE.toSeconds()));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Unread piece = pieces.get(partition);
                if (piece != null && record.offset() < piece.end()) {
                    taker.accept(record);
                    earliest.merge(partition, record.timestamp(), Math::min);
                }
            }
            // By position, since a piece may end with transaction markers and aborted records.
            missing.removeIf(partition -> {
                Unread piece = pieces.get(partition);
                boolean done = piece == null || consumer.position(partition) >= piece.end();
                if (done) {
                    consumer.pause(List.of(partition));
                }
                return done;
            });
        }
        return earliest;
    }

    private void shrink(Unread piece, Map<TopicPartition, Long> earliest) {
        Unread before = unread.getOrDefault(piece.partition(), piece);
        keep(
                new Unread(
                        piece.partition(),
                        before.begin(),
                        piece.begin(),
                        earliest.getOrDefault(piece.partition(), before.latestMillis())));
    }

    private void keep(Unread left) {
        if (left.end() > left.begin()) {
            unread.put(left.partition(), left);
        } else {
            unread.remove(left.partition());
        }
    }
}
