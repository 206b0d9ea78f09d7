package dev.hooklane.lane;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What became of one record: when the writes are durable, its offset is done.
 *
 * @param writes the record's next home and its history; empty where it needs none
 */
record Outcome(OwnedPartition partition, long offset, List<ProducerRecord<byte[], byte[]>> writes) {
    Outcome {
        writes = List.copyOf(writes);
    }
}
