package dev.hooklane.bench.installation;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.config.HooklaneConfig;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes many records straight to Kafka, in large batches, and fails if any of them was not
 * written.
 */
public final class CheckedProducer implements AutoCloseable {
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Producer<byte[], byte[]> producer;

    public CheckedProducer(HooklaneConfig config) {
        Map<String, Object> settings = config.kafka().producerProperties();
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (_, exception) -> failure.compareAndSet(null, exception));
    }

    /**
     * Returns when Kafka has all records.
     *
     * @throws BenchmarkFailedException if a write failed
     */
    public void flush() {
        producer.flush();
        Exception first = failure.get();
        if (first != null) {
            throw new BenchmarkFailedException("a record was not written: " + first);
        }
    }

    @Override
    public void close() {
        try {
            flush();
        } finally {
            producer.close();
        }
    }
}
