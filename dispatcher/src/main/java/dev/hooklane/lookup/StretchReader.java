package dev.hooklane.lookup;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads stretches of partitions from their ends, all at once, until they are read or enough records
 * were. Any thread may use it; it waits for Kafka.
 */
public final class StretchReader {
    /** Pieces grow while they are small, since a payload may have 256 KiB. */
    private static final int FIRST_PIECE = 20;

    private static final long PIECES_BYTES = 4L << 20;

    private final ReadConsumers consumers;
    private final int recordsMax;

    /**
     * @param recordsMax after this many records, no more is read
     */
    public StretchReader(ReadConsumers consumers, int recordsMax) {
        this.consumers = consumers;
        this.recordsMax = recordsMax;
    }

    /**
     * A part of a partition.
     *
     * @param from its first offset
     * @param end the offset after its last one
     */
    public record Stretch(TopicPartition partition, long from, long end) {}

    /**
     * Reads the stretches.
     *
     * @param taker is given each record that is read
     * @return whether all of them were read
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached, or no
     *     longer have these offsets
     * @throws dev.hooklane.share.ShareUsedUpException if too many looks are running
     */
    public boolean read(
            Collection<Stretch> stretches, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        List<TopicTail.Unread> unread =
                stretches.stream()
                        .map(each ->
                                new TopicTail.Unread(
                                        each.partition(), each.from(), each.end(), Long.MAX_VALUE))
                        .toList();
        return consumers.look(consumer -> {
            TopicTail tail = TopicTail.of(consumer, unread);
            SearchPace pace = SearchPace.within(recordsMax, SearchPace.Time.SYSTEM);
            int piece = FIRST_PIECE;
            while (!tail.exhausted() && pace.awaitPiece()) {
                long before = pace.bytes();
                tail.older(
                        Math.min(piece, recordsMax),
                        record -> {
                            pace.add(record);
                            taker.accept(record);
                        });
                if (pace.bytes() - before < PIECES_BYTES) {
                    piece *= 2;
                }
            }
            return tail.exhausted();
        });
    }
}
