package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.lookup.NewestFirst;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.lookup.TailRange;
import dev.hooklane.metrics.AuditMeters;
import dev.hooklane.topic.AckedProducer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The audit topic. The key is the account, or empty; the value is JSON. Any thread may use it;
 * reading waits for Kafka.
 */
final class AuditTrail {
    private final AckedProducer producer;
    private final NewestFirst newestFirst;
    private final String topic;
    private final AuditMeters meters;

    AuditTrail(AckedProducer producer, ReadConsumers consumers, String topic, AuditMeters meters) {
        this.producer = producer;
        this.newestFirst = new NewestFirst(consumers, topic);
        this.topic = topic;
        this.meters = meters;
    }

    /**
     * Writes the entry of a change, and waits until Kafka has it. If that fails, the entry is only
     * logged and counted: Kafka has accepted the change, so it must not be reported as failed.
     */
    void add(Optional<String> account, byte[] entry) {
        producer.writeOrLog(record(account, entry), meters::changeOnlyLogged);
    }

    /**
     * Writes the entry of a refused request without waiting; likewise only logged if that fails.
     */
    void addLater(Optional<String> account, byte[] entry) {
        producer.writeLater(record(account, entry), meters::refusalOnlyLogged);
    }

    private ProducerRecord<byte[], byte[]> record(Optional<String> account, byte[] entry) {
        return new ProducerRecord<>(topic, account.orElse("").getBytes(UTF_8), entry);
    }

    /**
     * Returns one page of entries, the newest first.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    TailPage<byte[]> page(TailRange range, AuditFilter filter) {
        return newestFirst.page(
                range,
                record -> Optional.of(record).filter(filter::wants).map(ConsumerRecord::value));
    }
}
