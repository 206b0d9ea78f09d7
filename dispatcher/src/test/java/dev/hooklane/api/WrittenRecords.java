package dev.hooklane.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The records on an API's topics: those that others wrote, and those that a test adds. */
final class WrittenRecords implements AutoCloseable {
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    WrittenRecords(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Writes a record, and returns its origin: {@code partition@offset}. */
    String put(ProducerRecord<byte[], byte[]> record)
            throws ExecutionException, InterruptedException, TimeoutException {
        RecordMetadata at = producer.send(record).get(10, TimeUnit.SECONDS);
        return at.partition() + "@" + at.offset();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The record that stands there. */
    ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(
                            () -> consumer.poll(Duration.ofMillis(100)).records(partition),
                            records -> !records.isEmpty() && records.getFirst().offset() == offset)
                    .getFirst();
        }
    }

    /** All records of a topic, once there are so many. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
        return read(topic, all -> all.size() >= count);
    }

    /** All records with a key that ends like that, once there are so many of them. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic, String keyEnd, int count) {
        return endingIn(keyEnd, read(topic, all -> endingIn(keyEnd, all).size() >= count));
    }

    private static List<ConsumerRecord<byte[], byte[]>> endingIn(
            String keyEnd, List<ConsumerRecord<byte[], byte[]>> all) {
        return all.stream().filter(record -> endsIn(keyEnd, record)).toList();
    }

    private static boolean endsIn(String keyEnd, ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8).endsWith(keyEnd);
    }

    /** The first record of a topic whose value has this text in it, once there is one. */
    ConsumerRecord<byte[], byte[]> record(String topic, String text) {
        return read(topic, all -> all.stream().anyMatch(record -> has(record, text))).stream()
                .filter(record -> has(record, text))
                .findFirst()
                .orElseThrow();
    }

    private static boolean has(ConsumerRecord<byte[], byte[]> record, String text) {
        return record.value() != null
                && new String(record.value(), StandardCharsets.UTF_8).contains(text);
    }

    /** Reads all that is there now, and on until that is enough. */
    private List<ConsumerRecord<byte[], byte[]>> read(
            String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
                        return enough.test(all)
                                && ends.entrySet().stream()
                                        .allMatch(end ->
                                                consumer.position(end.getKey()) >= end.getValue());
                    });
            return all;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
