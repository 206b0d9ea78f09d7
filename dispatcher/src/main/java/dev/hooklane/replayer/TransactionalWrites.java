package dev.hooklane.replayer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes each batch in a Kafka transaction. Each partition of the history has a transactional id: a
 * claimant fences the former one, and waits until it has read everything that one wrote.
 */
final class TransactionalWrites implements BatchWrites, AutoCloseable {
    /** A transaction that an instance left open ends after this time, and its readers continue. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(8);

    private final IntFunction<Producer<byte[], byte[]>> connect;
    private final Runnable readToEnd;
    private final Map<Integer, Producer<byte[], byte[]>> claimed = new HashMap<>();

    /**
     * @param connect makes a producer for a partition, with the partition's transactional id
     * @param readToEnd returns once everything is read that the replays topic holds now
     */
    TransactionalWrites(IntFunction<Producer<byte[], byte[]>> connect, Runnable readToEnd) {
        this.connect = connect;
        this.readToEnd = readToEnd;
    }

    /**
     * Returns a partition's producer.
     *
     * @param kafka how to reach the brokers
     * @param topic the replays topic, after which transactional ids are named
     */
    static Producer<byte[], byte[]> producer(Map<String, ?> kafka, String topic, int partition) {
        return new KafkaProducer<>(
                settings(kafka, topic, partition),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns the settings of a partition's producer. */
    static Map<String, Object> settings(Map<String, ?> kafka, String topic, int partition) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "hooklane-replays-" + partition);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic + "-" + partition);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        return settings;
    }

    @Override
    public boolean claim(int partition) {
        if (claimed.containsKey(partition)) {
            return false;
        }
        Producer<byte[], byte[]> producer = connect.apply(partition);
        try {
            // Ends the former claimant's transaction, if it has one, and fences it.
            producer.initTransactions();
            readToEnd.run();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        claimed.put(partition, producer);
        return true;
    }

    @Override
    public void write(int partition, List<ProducerRecord<byte[], byte[]>> records) {
        Producer<byte[], byte[]> producer = claimed.get(partition);
        if (producer == null) {
            throw new IllegalStateException("partition %d is not claimed".formatted(partition));
        }
        try {
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records) {
                // The commit fails if one of them does.
                var _ = producer.send(record);
            }
            producer.commitTransaction();
        } catch (RuntimeException e) {
            // Claiming again finds out whether it was written.
            release(partition);
            throw e;
        }
    }

    @Override
    public void keepOnly(Set<Integer> partitions) {
        Set.copyOf(claimed.keySet()).stream()
                .filter(partition -> !partitions.contains(partition))
                .forEach(this::release);
    }

    private void release(int partition) {
        Producer<byte[], byte[]> producer = claimed.remove(partition);
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        keepOnly(Set.of());
    }
}
