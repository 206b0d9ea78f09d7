package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.api.ClaimRecord.Published;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The idempotency topic. The key is the hash of a caller and its key, the value a {@link
 * ClaimRecord}. A write returns once this instance has read it back. Any thread may call it.
 */
final class ClaimLog implements AutoCloseable {
    private final AckedProducer producer;
    private final String topic;
    private final Claims claims = new Claims();
    private final FollowedTopic followed;

    private ClaimLog(AckedProducer producer, Map<String, ?> kafka, String topic) {
        this.producer = producer;
        this.topic = topic;
        this.followed =
                FollowedTopic.start(
                        kafka,
                        topic,
                        (key, value) -> {
                            if (value != null) {
                                claims.follow(new String(key, UTF_8), ClaimRecord.read(value));
                            }
                        });
    }

    /** Starts to read the topic from its beginning. */
    static ClaimLog start(AckedProducer producer, Map<String, ?> kafka, String topic) {
        return new ClaimLog(producer, kafka, topic);
    }

    /** Returns the topic, which this instance reads from its beginning. */
    FollowedTopic followed() {
        return followed;
    }

    Optional<ClaimRecord> find(String key, Instant now) {
        return claims.find(key, now);
    }

    /**
     * Writes a record and waits until it is read back, with everything that was written before it.
     *
     * @throws KafkaUnavailableException if that takes too long
     */
    void write(String key, ClaimRecord record) {
        RecordMetadata written = producer.write(producerRecord(key, record));
        followed.awaitReadBack(
                written,
                seconds ->
                        "this instance has not read the idempotency topic within %d s; nothing was done"
                                .formatted(seconds));
    }

    /** Writes a record without waiting; on this instance it counts at once. */
    void note(String key, Published record) {
        claims.follow(key, record);
        writeLater(key, record);
    }

    /** Writes a record without waiting. */
    void writeLater(String key, ClaimRecord record) {
        producer.writeLater(producerRecord(key, record));
    }

    private ProducerRecord<byte[], byte[]> producerRecord(String key, ClaimRecord record) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), record.bytes());
    }

    @Override
    public void close() {
        followed.close();
    }
}
