package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.access.KeyCodec;
import dev.hooklane.topology.FollowedTopic;
import dev.hooklane.topology.KafkaUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes keys to the access topic, and returns once this instance has read them back. Any thread
 * may call it.
 */
public final class KeyLog {
    private static final Duration READ_BACK_PATIENCE = Duration.ofSeconds(5);

    private final AckedProducer producer;
    private final FollowedTopic followed;
    private final String topic;

    KeyLog(AckedProducer producer, FollowedTopic followed, String topic) {
        this.producer = producer;
        this.followed = followed;
        this.topic = topic;
    }

    void put(ApiKey key) {
        RecordMetadata written =
                producer.write(
                        new ProducerRecord<>(topic, KeyCodec.key(key.id()), KeyCodec.write(key)));
        if (!readBack(written)) {
            throw new KafkaUnavailableException(
                    "key %s is written, but this instance has not read it back within %d s; look whether it is there before trying again"
                            .formatted(key.id(), READ_BACK_PATIENCE.toSeconds()),
                    new TimeoutException("%s@%d".formatted(topic, written.offset())));
        }
    }

    private boolean readBack(RecordMetadata written) {
        try {
            return followed.await(written.partition(), written.offset(), READ_BACK_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
