package dev.hooklane.eraser;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes records to Kafka, and returns once the brokers have confirmed all of them. */
@FunctionalInterface
interface AckedWrites {
    /**
     * Writes the records, and returns their places in the same order.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers did not confirm all
     */
    List<RecordMetadata> writeAll(List<ProducerRecord<byte[], byte[]>> records);
}
