package dev.hooklane.kafka;

import dev.hooklane.delay.BrokerClock;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A Kafka producer that tells a clock when the brokers appended its records. */
final class TimedProducer extends KafkaProducer<byte[], byte[]> {
    private final BrokerClock clock;

    TimedProducer(Map<String, Object> settings, BrokerClock clock) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.clock = clock;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return send(record, null);
    }

    @Override
    public Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        long sentAt = System.nanoTime();
        return super.send(
                record,
                (metadata, failure) -> {
                    if (failure == null && metadata.hasTimestamp()) {
                        clock.appended(metadata.timestamp(), sentAt, System.nanoTime());
                    }
                    if (callback != null) {
                        callback.onCompletion(metadata, failure);
                    }
                });
    }
}
