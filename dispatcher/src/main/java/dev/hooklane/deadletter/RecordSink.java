package dev.hooklane.deadletter;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes a record to Kafka, and returns once all required replicas have it. */
@FunctionalInterface
public interface RecordSink {
    /**
     * Writes the record and waits for the brokers to confirm it.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers did not confirm it
     */
    void write(ProducerRecord<byte[], byte[]> record);
}
