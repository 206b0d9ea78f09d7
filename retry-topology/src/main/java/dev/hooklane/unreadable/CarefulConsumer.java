package dev.hooklane.unreadable;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A Kafka consumer that sets aside a partition that it can't read, and reads the others on. */
public final class CarefulConsumer extends KafkaConsumer<byte[], byte[]> {
    private final CarefulPoll careful;

    /**
     * @param told is told what can't be read
     */
    public CarefulConsumer(Map<String, Object> settings, Unreadable told) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        careful = new CarefulPoll(this, told, System::nanoTime);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return careful.poll(timeout, super::poll);
    }

    @Override
    public void close() {
        careful.close();
        super.close();
    }

    @Override
    public void close(CloseOptions options) {
        careful.close();
        super.close(options);
    }
}
