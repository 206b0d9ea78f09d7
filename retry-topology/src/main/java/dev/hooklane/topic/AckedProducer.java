package dev.hooklane.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to Kafka and waits a few seconds at most for the acknowledgement. Any thread may
 * call it.
 */
public final class AckedProducer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AckedProducer.class);

    /** How long a request may wait for Kafka. Its client, a person or a service, waits too. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;

    private AckedProducer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Creates a writer with its own producer.
     *
     * @param kafka how to reach the brokers
     */
    public static AckedProducer connect(Map<String, ?> kafka) {
        int patienceMs = (int) PATIENCE.toMillis();
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With one request in flight, records of other callers gather for the next one. A single
        // caller does not wait; many callers share the cost.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMs);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMs);
        return new AckedProducer(
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Writes the record.
     *
     * @return its partition and offset
     * @throws KafkaUnavailableException if the brokers did not confirm it in time; it may have been
     *     written nevertheless
     */
    public RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
        return writeAll(List.of(record)).getFirst();
    }

    /**
     * Writes the records together.
     *
     * @return their partitions and offsets, in the same order
     * @throws KafkaUnavailableException if the brokers did not confirm all of them in time; some or
     *     all may have been written nevertheless
     */
    public List<RecordMetadata> writeAll(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            List<RecordMetadata> written = new ArrayList<>(sent.size());
            for (Future<RecordMetadata> one : sent) {
                // Twice the patience, so that the producer's own limits apply first.
                written.add(one.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            }
            return written;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(e);
        }
    }

    /**
     * Writes the record without waiting. A failure is only logged, together with the record's
     * contents.
     */
    public void writeLater(ProducerRecord<byte[], byte[]> record) {
        try {
            var _ =
                    producer.send(
                            record,
                            (_, failure) -> {
                                if (failure != null) {
                                    lost(record, failure);
                                }
                            });
        } catch (KafkaException e) {
            lost(record, e);
        }
    }

    /**
     * Writes the record and waits until the brokers have confirmed it. A failure is only logged,
     * together with the record's contents.
     */
    public void writeOrLog(ProducerRecord<byte[], byte[]> record) {
        try {
            var _ = write(record);
        } catch (KafkaUnavailableException e) {
            lost(record, e);
        }
    }

    private static void lost(ProducerRecord<byte[], byte[]> record, Exception failure) {
        log.error(
                "kafka.write_lost topic={} key={} value={}: {}",
                record.topic(),
                new String(record.key(), UTF_8),
                new String(record.value(), UTF_8),
                failure.toString());
    }

    private static KafkaUnavailableException unavailable(Exception cause) {
        return new KafkaUnavailableException(
                "Kafka did not confirm the write within %d s; try again"
                        .formatted(PATIENCE.toSeconds()),
                cause);
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
