package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The dispatcher's writes to Kafka for one endpoint's deliveries: to the retry and parked topics,
 * the dead letters and the history.
 *
 * @param records in all
 * @param mostOfOne the most records of one delivery, not counting history
 */
record LaneWrites(long records, long mostOfOne) {
    /** Reads the current contents of all these topics from the beginning. */
    static LaneWrites of(Hooklane hooklane, EndpointId endpoint) {
        Map<String, Object> settings = hooklane.config().kafka().consumerProperties();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, hooklane.topics(), endpoint);
        }
    }

    private static LaneWrites read(
            Consumer<byte[], byte[]> consumer, Topics topics, EndpointId endpoint) {
        List<String> names = new ArrayList<>(topics.ofLanes());
        names.removeAll(List.of(topics.deliveries(), topics.bulkDeliveries()));
        names.addAll(List.of(topics.deadLetters(), topics.history()));
        consumer.assign(
                names.stream()
                        .flatMap(name -> consumer.partitionsFor(name).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList());
        consumer.seekToBeginning(consumer.assignment());
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long records = 0;
        Map<String, Integer> perDelivery = new HashMap<>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                // A history key continues with the delivery's id.
                if (new String(record.key(), StandardCharsets.UTF_8).startsWith(endpoint.value())) {
                    records++;
                    DeliveryRecords.optional(record.headers(), DeliveryRecords.DELIVERY_HEADER)
                            .ifPresent(id -> perDelivery.merge(id, 1, Integer::sum));
                }
            }
        }
        return new LaneWrites(
                records, perDelivery.values().stream().mapToInt(n -> n).max().orElse(0));
    }
}
