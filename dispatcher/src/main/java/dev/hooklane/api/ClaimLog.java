package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.api.ClaimRecord.Published;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.unreadable.Unreadable;
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

    /** Returns the thread that reads the topic. */
    SupervisedThread thread() {
        return followed.thread();
    }

    /** Reports whether everything that the topic held at the start has been read. */
    boolean caughtUp() {
        return followed.caughtUp();
    }

    /** Returns why it has not caught up; empty if it has. */
    String problem() {
        return followed.problem();
    }

    /** Returns the records of the topic that can't be read. */
    Unreadable unreadable() {
        return followed.unreadable();
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
