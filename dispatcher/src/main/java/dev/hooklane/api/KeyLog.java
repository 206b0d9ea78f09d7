package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.access.KeyCodec;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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

    /** Changes are rare, so they run one at a time and each sees the one before. */
    private final Lock oneAtATime = new ReentrantLock();

    KeyLog(AckedProducer producer, FollowedTopic followed, String topic) {
        this.producer = producer;
        this.followed = followed;
        this.topic = topic;
    }

    /** Makes a change while nothing else on this instance changes keys. */
    void alone(Runnable change) {
        oneAtATime.lock();
        try {
            change.run();
        } finally {
            oneAtATime.unlock();
        }
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
