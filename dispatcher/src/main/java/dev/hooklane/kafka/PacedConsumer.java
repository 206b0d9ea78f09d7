package dev.hooklane.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A Kafka consumer whose polls are paced. */
final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final PacedPoll paced = new PacedPoll();
    private final KafkaContact.Line line;

    /**
     * @param contact is told of each answer that it gets
     */
    PacedConsumer(Map<String, Object> settings, KafkaContact contact) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        line = contact.line(this);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = paced.poll(timeout, super::poll);
        // As a member of a group it sends heartbeats, which are answered even if nothing else is.
        line.polled(true);
        return records;
    }

    @Override
    public void close() {
        line.close();
        super.close();
    }

    @Override
    public void close(CloseOptions options) {
        line.close();
        super.close(options);
    }
}
