package dev.hooklane.dispatcher;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A Kafka consumer that polls by a {@link Pace}: a single record is read as soon as it is there,
 * and under load many share the cost of a request, which is most of what reading one costs broker
 * and client.
 */
class PacedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final Pace pace = new Pace(System.nanoTime());

    PacedConsumer(Map<String, Object> settings) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** As ever; but it may be empty at once, though there is something, where it may not wait. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        long pauseNanos = pace.pauseNanos(System.nanoTime());
        if (pauseNanos > 0) {
            if (timeout.isZero()) {
                return ConsumerRecords.empty();
            }
            LockSupport.parkNanos(Math.min(pauseNanos, timeout.toNanos()));
        }
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        pace.polled(records.count(), System.nanoTime());
        return records;
    }
}
