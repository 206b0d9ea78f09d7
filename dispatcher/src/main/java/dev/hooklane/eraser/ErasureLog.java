package dev.hooklane.eraser;

import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.topology.FollowedTopic;
import dev.hooklane.topology.KafkaUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes erasures to their topic, and returns once this instance has read them back. Any thread may
 * call it.
 */
public final class ErasureLog {
    private static final Duration READ_BACK_PATIENCE = Duration.ofSeconds(5);

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
        if (!readBack(written)) {
            throw new KafkaUnavailableException(
                    "an erasure is written, but this instance has not read it back within %d s; it is done nevertheless, and asking for it again is harmless"
                            .formatted(READ_BACK_PATIENCE.toSeconds()),
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
