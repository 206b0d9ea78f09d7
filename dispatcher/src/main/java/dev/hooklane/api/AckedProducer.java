package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.topic.KafkaUnavailableException;
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
 * Writes a record to Kafka and waits for the acknowledgement, a few seconds at most. Any thread may
 * call it.
 */
public final class AckedProducer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AckedProducer.class);

    /**
     * How long a request may wait for Kafka; its client is a person or a service that waits too.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;

    AckedProducer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * A producer of its own.
     *
     * @param kafka how to reach the brokers
     */
    public static AckedProducer connect(Map<String, ?> kafka) {
        int patienceMs = (int) PATIENCE.toMillis();
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // While one request is on its way, what many callers write gathers for the next: alone
        // nobody waits, and together they share its cost.
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
     * @return where it stands
     * @throws KafkaUnavailableException if the brokers did not confirm it in time; it may have been
     *     written nevertheless
     */
    public RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
        return writeAll(List.of(record)).getFirst();
    }

    /**
     * Writes the records at once.
     *
     * @return where they stand, in the same order
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
                // Twice the patience: the producer's own limits come first.
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

    /** Writes the record some time soon; that it can't be is logged with what it says. */
    void writeLater(ProducerRecord<byte[], byte[]> record) {
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
                "Kafka did not confirm the write within %d s; it may be tried again"
                        .formatted(PATIENCE.toSeconds()),
                cause);
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
