package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That Kafka's consumer ends a poll at a record that is refused, and begins the next one with it.
 */
final class BoundedConsumerIT {
    private static final String TOPIC = "packed";
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 200;
    private static final int RECORD_BYTES = 200_000;
    private static final int POLL_BYTES = 1_000_000;
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir Path directory;
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void eachRecordIsReturnedOnceInPollsOfSoManyBytes() {
        write(new Random(7));
        Map<TopicPartition, List<Long>> offsets = new HashMap<>();
        List<Long> polls = new ArrayList<>();

        try (Consumer<byte[], byte[]> consumer = BoundedConsumer.of(settings(), POLL_BYTES)) {
            consumer.assign(partitions());
            consumer.seekToBeginning(partitions());
            long until = System.nanoTime() + WITHIN.toNanos();
            while (count(offsets) < PARTITIONS * RECORDS && System.nanoTime() < until) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(100));
                long bytes = 0;
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    bytes += bytes(record);
                    offsets.computeIfAbsent(
                                    new TopicPartition(record.topic(), record.partition()),
                                    _ -> new ArrayList<>())
                            .add(record.offset());
                }
                polls.add(bytes);
            }
        }

        assertThat(offsets)
                .containsOnlyKeys(partitions())
                .allSatisfy((_, read) ->
                        assertThat(read)
                                .containsExactlyElementsOf(
                                        LongStream.range(0, RECORDS).boxed().toList()));
        assertThat(polls)
                .allMatch(bytes -> bytes < POLL_BYTES + RECORD_BYTES)
                .anyMatch(bytes -> bytes >= POLL_BYTES);
    }

    /** Compressed, all of them take a few kilobytes. */
    private void write(Random random) {
        Map<String, Object> settings = client();
        settings.put("compression.type", "zstd");
        settings.put("linger.ms", 200);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                for (TopicPartition each : partitions()) {
                    byte[] key = random.nextBoolean() ? null : "key".getBytes(UTF_8);
                    byte[] value =
                            random.nextInt(10) == 0
                                    ? null
                                    : new byte[random.nextInt(RECORD_BYTES - 100)];
                    ProducerRecord<byte[], byte[]> record =
                            new ProducerRecord<>(TOPIC, each.partition(), key, value);
                    record.headers().add("trace", new byte[random.nextInt(50)]);
                    var _ = producer.send(record);
                }
            }
        }
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0L : record.key().length)
                + (record.value() == null ? 0L : record.value().length);
    }

    private static int count(Map<TopicPartition, List<Long>> offsets) {
        return offsets.values().stream().mapToInt(List::size).sum();
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = client();
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        return settings;
    }

    private Map<String, Object> client() {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
