package dev.hooklane.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads partitions from their ends backwards, a piece of each at a time. For one thread.
 *
 * <p>The partitions' timestamps are the broker's, so within one of them older records have no later
 * timestamp; {@link #settledFrom} relies on it.
 */
public final class TopicTail {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final int pieceRecords;
    private final Map<TopicPartition, Unread> unread = new HashMap<>();

    /**
     * What is still to be read of a partition.
     *
     * @param begin its first offset
     * @param end the offset after its last unread record
     * @param latest no unread record is later than this, in milliseconds since 1970
     */
    private record Unread(long begin, long end, long latest) {}

    /**
     * @param consumer which nobody else uses meanwhile
     * @param pieceRecords how many records of a partition are read at once
     */
    public TopicTail(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, int pieceRecords) {
        this.consumer = consumer;
        this.pieceRecords = pieceRecords;
        consumer.assign(partitions);
        consumer.pause(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions)
                .forEach((partition, end) -> {
                    // A poll wants a position everywhere, also where nothing is to be read.
                    consumer.seek(partition, end);
                    long begin = begins.getOrDefault(partition, end);
                    keep(partition, new Unread(begin, end, Long.MAX_VALUE));
                });
    }

    /** Whether all has been read. */
    public boolean exhausted() {
        return unread.isEmpty();
    }

    /** No record that is still to be read has a later timestamp than this. */
    public long settledFrom() {
        return unread.values().stream().mapToLong(Unread::latest).max().orElse(Long.MIN_VALUE);
    }

    /** The next older piece of every partition, in no order. */
    public List<ConsumerRecord<byte[], byte[]>> older() {
        Map<TopicPartition, Unread> pieces = new HashMap<>();
        unread.forEach((partition, left) ->
                pieces.put(
                        partition,
                        new Unread(
                                Math.max(left.begin(), left.end() - pieceRecords),
                                left.end(),
                                left.latest())));
        List<ConsumerRecord<byte[], byte[]>> read = read(pieces);
        pieces.forEach((partition, piece) -> shrink(partition, piece, read));
        return read;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(Map<TopicPartition, Unread> pieces) {
        pieces.forEach((partition, piece) -> consumer.seek(partition, piece.begin()));
        consumer.resume(pieces.keySet());
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        List<TopicPartition> missing = new ArrayList<>(pieces.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!missing.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "%s was not read within %d s".formatted(missing, PATIENCE.toSeconds()));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                Unread piece = pieces.get(new TopicPartition(record.topic(), record.partition()));
                if (piece != null && record.offset() < piece.end()) {
                    read.add(record);
                }
            }
            // By position, as a piece may end with transaction markers and aborted records.
            missing.removeIf(partition -> {
                Unread piece = pieces.get(partition);
                boolean done = piece == null || consumer.position(partition) >= piece.end();
                if (done) {
                    consumer.pause(List.of(partition));
                }
                return done;
            });
        }
        return read;
    }

    private void shrink(
            TopicPartition partition, Unread piece, List<ConsumerRecord<byte[], byte[]>> read) {
        Unread before = unread.getOrDefault(partition, piece);
        long earliest =
                read.stream()
                        .filter(record -> record.partition() == partition.partition())
                        .mapToLong(ConsumerRecord::timestamp)
                        .min()
                        .orElse(before.latest());
        keep(partition, new Unread(before.begin(), piece.begin(), earliest));
    }

    private void keep(TopicPartition partition, Unread left) {
        if (left.end() > left.begin()) {
            unread.put(partition, left);
        } else {
            unread.remove(partition);
        }
    }
}
