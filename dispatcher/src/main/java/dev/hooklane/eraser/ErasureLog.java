package dev.hooklane.eraser;

import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes erasures to their topic, and returns once this instance has read them back. Any thread may
 * call it.
 */
final class ErasureLog {
    private final AckedWrites writes;
    private final ReadBack readBack;
    private final String topic;

    /** Waits until this instance has read back a written record. */
    @FunctionalInterface
    public interface ReadBack {
        /**
         * Waits.
         *
         * @param failure makes the message if it has not done so within that many seconds
         * @throws dev.hooklane.topic.KafkaUnavailableException if it has not done so
         */
        void await(RecordMetadata written, LongFunction<String> failure);
    }

    ErasureLog(AckedWrites writes, ReadBack readBack, String topic) {
        this.writes = writes;
        this.readBack = readBack;
        this.topic = topic;
    }

    /**
     * Returns the time of the broker that keeps erasures: events are stamped by brokers too, and
     * never compared with an instance's clock. To learn the time, it writes a removal under the
     * unused id, which removes nothing.
     */
    Instant brokersTime(ErasureId unused) {
        RecordMetadata written =
                writes.writeAll(
                                List.of(
                                        new ProducerRecord<>(
                                                topic, ErasureCodec.key(unused), null)))
                        .getFirst();
        return Instant.ofEpochMilli(written.timestamp());
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
        readBack.await(
                written,
                seconds ->
                        "an erasure is written, but this instance has not read it back within %d s; it is done nevertheless, and asking for it again is harmless"
                                .formatted(seconds));
    }
}
