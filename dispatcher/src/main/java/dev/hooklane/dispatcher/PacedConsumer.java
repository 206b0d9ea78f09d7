package dev.hooklane.dispatcher;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A Kafka consumer whose polls are paced. */
final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final PacedPoll paced = new PacedPoll();

    PacedConsumer(Map<String, Object> settings) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return paced.poll(timeout, super::poll);
    }
}
