package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.lookup.TopicTail;
import dev.hooklane.topic.AckedProducer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The audit topic. The key is the account, or empty; the value is JSON. Any thread may use it;
 * reading waits for Kafka.
 */
final class AuditTrail {
    /** How many records of a partition are read at once. */
    private static final int PIECE_RECORDS = 100;

    /** The list ends after this many records, even if it is not full. */
    private static final int RECORDS_MAX = 20_000;

    private final AckedProducer producer;
    private final ReadConsumers consumers;
    private final String topic;

    AuditTrail(AckedProducer producer, ReadConsumers consumers, String topic) {
        this.producer = producer;
        this.consumers = consumers;
        this.topic = topic;
    }

    /** Writes an entry, and waits until Kafka has it. If that fails, the entry is logged. */
    void add(Optional<String> account, byte[] entry) {
        producer.writeOrLog(record(account, entry));
    }

    /** Writes an entry without waiting. */
    void addLater(Optional<String> account, byte[] entry) {
        producer.writeLater(record(account, entry));
    }

    private ProducerRecord<byte[], byte[]> record(Optional<String> account, byte[] entry) {
        return new ProducerRecord<>(topic, account.orElse("").getBytes(UTF_8), entry);
    }

    /**
     * Returns the newest entries.
     *
     * @param filter selects entries
     * @param after the place where the previous page ended
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    ListPage<byte[]> latest(AuditFilter filter, Optional<String> after, int limit) {
        return consumers.look(consumer -> {
            TopicTail tail = TopicTail.ofAll(consumer, partitions(consumer));
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            int read = 0;
            while (!tail.exhausted() && read < RECORDS_MAX && !settled(found, tail, limit)) {
                List<ConsumerRecord<byte[], byte[]>> older = new ArrayList<>();
                tail.older(PIECE_RECORDS, older::add);
                read += older.size();
                older.stream()
                        .filter(filter::wants)
                        .filter(record ->
                                after.map(end -> place(record).compareTo(end) > 0).orElse(true))
                        .forEach(found::add);
            }
            ListPage<ConsumerRecord<byte[], byte[]>> page =
                    ListPage.of(found.stream(), AuditTrail::place, after, limit);
            return new ListPage<>(
                    page.items().stream().map(ConsumerRecord::value).toList(), page.next());
        });
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return ListPage.newestFirst(
                Instant.ofEpochMilli(record.timestamp()),
                "%05d/%016x".formatted(record.partition(), Long.MAX_VALUE - record.offset()));
    }

    /** Reports whether the newest entries, and the one after them, have all been read. */
    private static boolean settled(
            List<ConsumerRecord<byte[], byte[]>> found, TopicTail tail, int limit) {
        return found.stream().filter(record -> record.timestamp() >= tail.settledFrom()).count()
                > limit;
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
