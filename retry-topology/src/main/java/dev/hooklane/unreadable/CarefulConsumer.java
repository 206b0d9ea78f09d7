package dev.hooklane.unreadable;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A Kafka consumer that sets aside a partition that it can't read, and continues with the others.
 */
public class CarefulConsumer extends KafkaConsumer<byte[], byte[]> {
    private final CarefulPoll careful;

    /**
     * @param told receives the partitions that can't be read
     */
    public CarefulConsumer(Map<String, Object> settings, Unreadable told) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        careful = new CarefulPoll(told, System::nanoTime);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return careful.poll(this, timeout, this::read);
    }

    /** Calls Kafka's own poll, which fails if a partition can't be read. */
    protected ConsumerRecords<byte[], byte[]> read(Duration timeout) {
        return super.poll(timeout);
    }

    /** Called before the consumer is closed, possibly more than once. */
    protected void closing() {
        careful.close();
    }

    @Override
    public final void close() {
        closing();
        super.close();
    }

    @Override
    public final void close(CloseOptions options) {
        closing();
        super.close(options);
    }
}
