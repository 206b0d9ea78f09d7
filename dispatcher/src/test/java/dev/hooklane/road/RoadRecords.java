package dev.hooklane.road;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What stands on a road's topics, and a way to write to them. For one thread. */
final class RoadRecords implements AutoCloseable {
    private static final int REQUEST_BYTES = 4 << 20;

    private final String bootstrapServers;
    private final Topics topics;
    private final Map<String, CommittedTopic> read = new HashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Histories histories;

    RoadRecords(String bootstrapServers, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "max.request.size",
                                REQUEST_BYTES),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        this.histories = new Histories(new CommittedTopic(bootstrapServers, topics.history()));
    }

    /** Everything committed on a topic. */
    List<ConsumerRecord<byte[], byte[]>> on(String topic) {
        return read.computeIfAbsent(topic, name -> new CommittedTopic(bootstrapServers, name))
                .records();
    }

    Histories histories() {
        return histories;
    }

    List<Delivery> deadLetters() {
        return deliveries(topics.deadLetters());
    }

    /** What the schedule's delay topics hold or held. */
    List<Delivery> waits() {
        List<Delivery> waits = new ArrayList<>();
        topics.specs().stream()
                .filter(spec -> spec.coPartitioned() && spec.name().contains("retry."))
                .forEach(spec -> waits.addAll(deliveries(spec.name())));
        return waits;
    }

    /** The ids of the deliveries that were copied to the topic of leases. */
    Set<String> leased() {
        return deliveries(topics.leases()).stream()
                .map(delivery -> delivery.id().value())
                .collect(Collectors.toSet());
    }

    List<Delivery> deliveries(String topic) {
        return on(topic).stream()
                .map(record -> DeliveryRecords.read(record.key(), record.value(), record.headers()))
                .toList();
    }

    /** The partitions of lanes of which this group has not done everything, a line each. */
    List<String> lagging(Admin admin, String group) {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(topics.ofLanes())
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) ->
                            description
                                    .partitions()
                                    .forEach(info ->
                                            latest.put(
                                                    new TopicPartition(topic, info.partition()),
                                                    OffsetSpec.latest())));
            Map<TopicPartition, OffsetAndMetadata> done =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            List<String> lagging = new ArrayList<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> {
                        OffsetAndMetadata committed = done.get(partition);
                        long offset = committed == null ? 0 : committed.offset();
                        if (offset < end.offset()) {
                            lagging.add("%s: %d of %d".formatted(partition, offset, end.offset()));
                        }
                    });
            return lagging;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError("the group's offsets can't be read", e);
        }
    }

    /** Writes a record and waits until the broker has it. */
    void write(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("can't write to " + record.topic(), e);
        }
    }

    @Override
    public void close() {
        histories.close();
        read.values().forEach(CommittedTopic::close);
        producer.close();
    }
}
