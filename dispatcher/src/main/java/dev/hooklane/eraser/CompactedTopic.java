package dev.hooklane.eraser;

import dev.hooklane.erasure.Erasure;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A compacted topic with data of accounts or events.
 *
 * @param nobody a key of the topic's form that names nothing
 * @param covered finds the records to remove because of a record with a value
 */
record CompactedTopic(String name, String nobody, Covered covered) {
    /** Knows what an erasure covers. */
    @FunctionalInterface
    public interface Covered {
        /**
         * Returns records without a value that remove this record's data; none if it is not
         * covered.
         *
         * @throws IllegalArgumentException if the record can't be read
         */
        List<ProducerRecord<byte[], byte[]>> removals(
                Erasure erasure, ConsumerRecord<byte[], byte[]> record);
    }
}
