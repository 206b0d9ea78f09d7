package dev.hooklane.fanout;

import dev.hooklane.topic.FollowedPositions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the endpoints topic's partitions have been followed, and whether they are still the same
 * partitions. Only the thread that follows them updates it; any thread may ask.
 */
final class FollowedPartitions {
    private static final Logger log = LoggerFactory.getLogger(FollowedPartitions.class);

    private final FollowedPositions positions = new FollowedPositions();
    private final Map<Integer, Long> consumerAt = new ConcurrentHashMap<>();
    private volatile boolean madeAnew;

    FollowedPositions positions() {
        return positions;
    }

    /** Reports whether a record was followed before. */
    boolean haveFollowed(int partition, long offset) {
        return offset < positions.next(partition);
    }

    boolean haveFollowed(RecordMetadata at) {
        return haveFollowed(at.partition(), at.offset());
    }

    /** Takes note of a record that has been followed. */
    void followed(RecordMetadata at) {
        positions.reached(at.partition(), at.offset() + 1);
    }

    /** Reports whether one of the partitions was recreated, or has lost records. */
    boolean areMadeAnew() {
        return madeAnew;
    }

    /**
     * Takes the consumer's position before its next poll; everything before it has been followed.
     */
    void beforePoll(Consumer<byte[], byte[]> consumer) {
        for (TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition);
            Long before = consumerAt.put(partition.partition(), position);
            if (before != null && position < before) {
                checkEnd(consumer, partition);
            }
            positions.reached(partition.partition(), position);
        }
    }

    /** Detects a recreated partition: its end is before the position that was already read. */
    private void checkEnd(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        long known = positions.next(partition.partition());
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (end < known) {
            log.error(
                    "endpoints.topic_lost partition={} was read to {} and ends at {}: it was made anew, or has lost records; it is followed from its start, and what it does not hold is kept until this instance ends",
                    partition,
                    known,
                    end);
            madeAnew = true;
            positions.forget(partition.partition());
        }
    }
}
