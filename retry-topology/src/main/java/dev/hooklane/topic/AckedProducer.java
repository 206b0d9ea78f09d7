package dev.hooklane.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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
 *
 * <p>While few callers wait, a write leaves at once. Once several wait, the next ones take a second
 * producer, which gathers for a moment: then many share the cost of a request, for which all of
 * them would otherwise wait one after another.
 */
public final class AckedProducer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AckedProducer.class);

    /** How long a request may wait for Kafka. Its client, a person or a service, waits too. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    /** This many callers within a round trip to the brokers mean that more are on their way. */
    static final int SEVERAL = 4;

    private static final Duration GATHERING = Duration.ofMillis(2);

    /** A gathered batch of a partition may hold many events, or one of the largest alone. */
    private static final int BATCH_BYTES = 64 * 1024;

    private final Producer<byte[], byte[]> prompt;
    private final Producer<byte[], byte[]> gathering;
    private final AtomicInteger waiting = new AtomicInteger();

    AckedProducer(Producer<byte[], byte[]> prompt, Producer<byte[], byte[]> gathering) {
        this.prompt = prompt;
        this.gathering = gathering;
    }

    /**
     * Creates a writer with its own producers.
     *
     * @param kafka how to reach the brokers
     */
    public static AckedProducer connect(Map<String, ?> kafka) {
        return new AckedProducer(producer(kafka, Duration.ZERO), producer(kafka, GATHERING));
    }

    private static Producer<byte[], byte[]> producer(Map<String, ?> kafka, Duration linger) {
        return new KafkaProducer<>(
                settings(kafka, linger), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> settings(Map<String, ?> kafka, Duration linger) {
        int patienceMs = (int) PATIENCE.toMillis();
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // With one request in flight, records of other callers gather for the next one.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMs / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMs);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMs);
        return settings;
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
        // All records of one call take the same producer, so they keep their order.
        Producer<byte[], byte[]> producer = producerForOneMore();
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
        } finally {
            waiting.decrementAndGet();
        }
    }

    /**
     * Writes the record without waiting.
     *
     * @return its partition and offset, or a {@link KafkaUnavailableException} if the brokers did
     *     not confirm it in time. It completes on Kafka's own thread, which must not be held up
     */
    public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<RecordMetadata> written = new CompletableFuture<>();
        Producer<byte[], byte[]> producer = producerForOneMore();
        var _ = written.whenComplete((_, _) -> waiting.decrementAndGet());
        try {
            var _ =
                    producer.send(
                            record,
                            (at, failure) -> {
                                if (failure == null) {
                                    written.complete(at);
                                } else {
                                    written.completeExceptionally(unavailable(failure));
                                }
                            });
        } catch (RuntimeException e) {
            written.completeExceptionally(e instanceof KafkaException ? unavailable(e) : e);
        }
        return written;
    }

    private Producer<byte[], byte[]> producerForOneMore() {
        return waiting.incrementAndGet() >= SEVERAL ? gathering : prompt;
    }

    /**
     * Writes the record without waiting. A failure is only logged, together with the record's
     * contents.
     */
    public void writeLater(ProducerRecord<byte[], byte[]> record) {
        writeLater(record, () -> {});
    }

    /**
     * Does the same.
     *
     * @param logged runs if it failed, perhaps on Kafka's own thread, which must not be held up
     */
    public void writeLater(ProducerRecord<byte[], byte[]> record, Runnable logged) {
        try {
            var _ =
                    prompt.send(
                            record,
                            (_, failure) -> {
                                if (failure != null) {
                                    lost(record, failure);
                                    logged.run();
                                }
                            });
        } catch (KafkaException e) {
            lost(record, e);
            logged.run();
        }
    }

    /**
     * Writes the record and waits until the brokers have confirmed it. A failure is only logged,
     * together with the record's contents.
     *
     * @param logged runs if it failed
     */
    public void writeOrLog(ProducerRecord<byte[], byte[]> record, Runnable logged) {
        try {
            var _ = write(record);
        } catch (KafkaUnavailableException e) {
            lost(record, e);
            logged.run();
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
        try {
            prompt.close(CLOSE_PATIENCE);
        } finally {
            gathering.close(CLOSE_PATIENCE);
        }
    }
}
