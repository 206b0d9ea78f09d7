package dev.hooklane.eraser;

import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.topology.FollowedTopic;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes erasures to their topic, and returns once this instance has read them back. Any thread may
 * call it.
 */
public final class ErasureLog {
    private final AckedWrites writes;
    private final FollowedTopic followed;
    private final String topic;

    public ErasureLog(AckedWrites writes, FollowedTopic followed, String topic) {
        this.writes = writes;
        this.followed = followed;
        this.topic = topic;
    }

    void put(Erasure erasure) {
        write(
                new ProducerRecord<>(
                        topic, ErasureCodec.key(erasure.id()), ErasureCodec.write(erasure)));
    }

    void forget(Erasure erasure) {
        write(new ProducerRecord<>(topic, ErasureCodec.key(erasure.id()), null));
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
        RecordMetadata written = writes.writeAll(List.of(record)).getFirst();
        followed.awaitReadBack(
                written,
                seconds ->
                        "an erasure is written, but this instance has not read it back within %d s; it is done nevertheless, and asking for it again is harmless"
                                .formatted(seconds));
    }
}
