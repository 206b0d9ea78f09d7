package dev.hooklane.eraser;

import dev.hooklane.erasure.Erasure;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A compacted topic that keeps something of accounts or events.
 *
 * @param nobody a key of the topic's form that names nothing
 * @param covered which records of the topic are to be removed because of a record with a value
 */
public record CompactedTopic(String name, String nobody, Covered covered) {
    /** Knows what an erasure covers. */
    @FunctionalInterface
    public interface Covered {
        /**
         * Records without value that remove what this one keeps; none if it is not covered.
         *
         * @throws IllegalArgumentException if the record can't be read
         */
        List<ProducerRecord<byte[], byte[]>> removals(
                Erasure erasure, ConsumerRecord<byte[], byte[]> record);
    }
}
