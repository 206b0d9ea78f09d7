package dev.hooklane.fanout;

import dev.hooklane.topic.FollowedPositions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the endpoints topic's partitions have been followed, and whether they still are those
 * that were followed. The thread that follows them looks; any thread may ask.
 */
final class FollowedPartitions {
    private static final Logger log = LoggerFactory.getLogger(FollowedPartitions.class);

    private final FollowedPositions positions = new FollowedPositions();
    private final Map<Integer, Long> consumerAt = new ConcurrentHashMap<>();
    private volatile boolean madeAnew;

    FollowedPositions positions() {
        return positions;
    }

    /** Whether one of them was made anew, or has lost records. */
    boolean areMadeAnew() {
        return madeAnew;
    }

    /**
     * Looks at where the consumer stands before it polls again: all before that has been followed.
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

    /** A partition that ends before what was read of it is another one. */
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
