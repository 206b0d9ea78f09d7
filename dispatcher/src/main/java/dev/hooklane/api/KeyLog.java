package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.access.KeyCodec;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes keys to the access topic. A write returns once this instance has read it back. Any thread
 * may call it.
 */
final class KeyLog {
    private final AckedProducer producer;
    private final FollowedTopic followed;
    private final String topic;
    private final OneAtATime changes = new OneAtATime();

    KeyLog(AckedProducer producer, FollowedTopic followed, String topic) {
        this.producer = producer;
        this.followed = followed;
        this.topic = topic;
    }

    /** Makes a change while nothing else on this instance changes keys. */
    void alone(Runnable change) {
        changes.run(change);
    }

    void put(ApiKey key) {
        RecordMetadata written =
                producer.write(
                        new ProducerRecord<>(topic, KeyCodec.key(key.id()), KeyCodec.write(key)));
        followed.awaitReadBack(
                written,
                seconds ->
                        ("key %s is written, but this instance has not read it back within %d s;"
                                        + " check whether it exists before trying again")
                                .formatted(key.id(), seconds));
    }
}
