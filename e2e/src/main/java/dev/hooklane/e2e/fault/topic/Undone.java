package dev.hooklane.e2e.fault.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The records of a topic that a group has not done yet. For one thread. */
final class Undone {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String servers;
    private final String group;

    public Undone(String servers, String group) {
        this.servers = servers;
        this.group = group;
    }

    /** Returns the number of committed records behind the group's offsets. */
    public int records(String topic) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic, PATIENCE).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(new HashSet<>(partitions), PATIENCE);
            consumer.assign(partitions);
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata done = committed.get(partition);
                consumer.seek(partition, done == null ? 0 : done.offset());
            }
            return count(consumer, consumer.endOffsets(partitions, PATIENCE));
        }
    }

    /**
     * Counts records one by one. A transaction marker may follow the last record, so offsets alone
     * are not enough.
     */
    private static int count(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        int records = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<TopicPartition, Long> behind = new HashMap<>(ends);
        while (!behind.isEmpty()) {
            records += consumer.poll(POLL).count();
            behind.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s can't be read".formatted(behind.keySet()));
            }
        }
        return records;
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        // Assigned manually, and nothing is committed, so it is not a member of the group.
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
