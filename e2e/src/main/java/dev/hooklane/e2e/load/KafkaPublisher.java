package dev.hooklane.e2e.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.e2e.judge.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes as an internal service does. */
final class KafkaPublisher implements Publisher, AutoCloseable {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    KafkaPublisher(String servers, String topic) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Event publish(Event event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic, event.account().getBytes(UTF_8), event.body().getBytes(UTF_8));
        try {
            RecordMetadata at = producer.send(record).get();
            return event.acknowledged(at.partition(), at.offset());
        } catch (ExecutionException e) {
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return event;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
