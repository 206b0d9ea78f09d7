package dev.hooklane.eraser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.erasure.ErasedPlace;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.supervision.Uninterrupted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A compacted topic, from which an erasure removes records by writing their keys without a value.
 * The whole topic is read for this, so that neither an index nor another instance has to be trusted
 * to know every record.
 */
final class CompactedPlace implements DataPlace {
    private static final Duration POLL = Duration.ofMillis(500);

    /** An outcome decided before an instance heard of the erasure is committed by then. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(15);

    private final CompactedTopic topic;
    private final Map<String, Object> settings;
    private final AckedWrites writes;
    private final TopicRetention retention;
    private final InstantSource clock;
    private final HeardOf heardOf;

    /**
     * @param kafka how to reach the brokers
     */
    CompactedPlace(
            CompactedTopic topic,
            Map<String, ?> kafka,
            AckedWrites writes,
            TopicRetention retention,
            InstantSource clock,
            HeardOf heardOf) {
        this.topic = topic;
        this.writes = writes;
        this.retention = retention;
        this.clock = clock;
        this.heardOf = heardOf;
        settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    @Override
    public String name() {
        return topic.name();
    }

    @Override
    public ErasedPlace erase(Erasure erasure) {
        Consumer<byte[], byte[]> consumer = consumer();
        try {
            UnreadRecords unread = new UnreadRecords();
            long removed = removeAll(consumer, erasure, unread);
            ErasedPlace finished =
                    ErasedPlace.finished(
                            topic.name(),
                            removed,
                            retention.goneBy(topic.name(), erasure.erasedAt()));
            return unread.problem().isEmpty() ? finished : finished.failed(unread.problem());
        } finally {
            // A stop interrupts this thread.
            Uninterrupted.run(consumer::close);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Reads from the beginning up to an end that was taken when nothing more to erase could come.
     */
    private long removeAll(
            Consumer<byte[], byte[]> consumer, Erasure erasure, UnreadRecords unread) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Instant settledAt = heardOf.since(erasure.id()).plus(SETTLED_AFTER);
        long removed = 0;
        boolean settled = false;
        while (!settled) {
            boolean last = !clock.instant().isBefore(settledAt);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            do {
                List<ProducerRecord<byte[], byte[]>> removals = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    removals.addAll(removals(erasure, record, unread));
                }
                writes.writeAll(removals);
                removed += removals.size();
            } while (isBefore(consumer, ends));
            settled = last;
        }
        return removed;
    }

    private static boolean isBefore(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private List<ProducerRecord<byte[], byte[]>> removals(
            Erasure erasure, ConsumerRecord<byte[], byte[]> record, UnreadRecords unread) {
        if (record.key() == null) {
            return List.of();
        }
        unread.replacedBy(record);
        if (record.value() == null) {
            return List.of();
        }
        try {
            return topic.covered().removals(erasure, record);
        } catch (RuntimeException e) {
            // The records behind it must be erased whatever this one makes the reader throw.
            unread.add(record, e);
            return List.of();
        }
    }

    /**
     * Lets each partition begin a new segment, since records in the current one are never
     * compacted.
     */
    @Override
    public void tend() {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
            for (TopicPartition partition : partitions(consumer)) {
                all.add(
                        new ProducerRecord<>(
                                topic.name(),
                                partition.partition(),
                                topic.nobody().getBytes(UTF_8),
                                null));
            }
            writes.writeAll(all);
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
    }
}
