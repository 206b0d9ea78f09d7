package dev.hooklane.bench.installation;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka's records of Hooklane's deliveries: whether all their offsets are committed, and what the
 * history contains. For one thread.
 */
public final class Books implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Topics topics;
    private final String group;
    private final String fanOutGroup;
    private final Admin admin;
    private final Consumer<byte[], byte[]> history;

    public Books(Hooklane hooklane) {
        topics = hooklane.topics();
        group = hooklane.config().topics().prefix() + "dispatcher";
        fanOutGroup = Topics.fanOutApplication(hooklane.config().topics().prefix());
        admin = hooklane.clients().admin();
        Map<String, Object> settings = hooklane.config().kafka().consumerProperties();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        history =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        history.assign(partitions(topics.history()));
        history.seekToEnd(history.assignment());
        history.assignment().forEach(history::position);
    }

    /**
     * Waits until every delivery's offset is committed; its outcome is committed with it.
     *
     * @throws BenchmarkFailedException if that takes longer than the patience
     */
    public void awaitCommitted(Duration patience) throws InterruptedException {
        await("deliveries", group, topics.deliveries(), patience);
    }

    /**
     * Waits until the fan-out has committed every published event.
     *
     * @throws BenchmarkFailedException if that takes longer than the patience
     */
    public void awaitFannedOut(Duration patience) throws InterruptedException {
        await("events", fanOutGroup, topics.events(), patience);
    }

    private void await(String what, String group, String topic, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long open = uncommitted(group, topic); open > 0; open = uncommitted(group, topic)) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException(
                        "%d %s have no committed offset after %s".formatted(open, what, patience));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /**
     * Checks the history's new records since the last call. A parked delivery is recorded shortly
     * after all offsets of the deliveries topic are committed, so this method waits for it.
     *
     * @throws BenchmarkFailedException unless they are {@code count} deliveries, all delivered
     */
    public void expectDelivered(long count) {
        Set<ByteBuffer> delivered = new HashSet<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<TopicPartition, Long> ends = history.endOffsets(history.assignment());
        while (!read(ends) || (delivered.size() < count && System.nanoTime() < deadline)) {
            for (ConsumerRecord<byte[], byte[]> record : history.poll(Duration.ofMillis(100))) {
                DeliveryStatus status = HistoryCodec.read(record.value()).status();
                if (!(status instanceof DeliveryStatus.Delivered)) {
                    throw new BenchmarkFailedException(
                            "the history has a delivery that is " + status.name());
                }
                delivered.add(ByteBuffer.wrap(record.key()));
            }
        }
        if (delivered.size() != count) {
            throw new BenchmarkFailedException(
                    "the history has %d deliveries, %d were to be made"
                            .formatted(delivered.size(), count));
        }
    }

    private boolean read(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> history.position(end.getKey()) >= end.getValue());
    }

    private long uncommitted(String group, String topic) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (TopicPartition partition : partitions(topic)) {
                latest.put(partition, OffsetSpec.latest());
            }
            long open = 0;
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    admin.listOffsets(latest).all().get().entrySet()) {
                OffsetAndMetadata done = committed.get(end.getKey());
                open += end.getValue().offset() - (done == null ? 0 : done.offset());
            }
            return open;
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("Kafka does not tell its offsets: " + e.getCause());
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return history.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    @Override
    public void close() {
        history.close();
        admin.close();
    }
}
