package dev.hooklane.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits is told from what the groups have committed, the bitmap above it included. */
class WaitingRecordsIT {
    private static final int PARTITIONS = 3;

    @TempDir private static Path directory;
    private static EmbeddedBroker broker;

    /** Of one test's topics and groups. */
    private final String prefix = "w%d.".formatted(System.nanoTime());

    private final String fanOut = prefix + "fan-out";
    private final String delivery = prefix + "delivery";
    private final Topics topics = new Topics(prefix, RetrySchedule.DEFAULT, 0.05);
    private Admin admin;
    private ReadConsumers heads;
    private WaitingRecords waiting;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory, 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        List<String> names = new ArrayList<>(topics.ofLanes());
        names.add(topics.events());
        admin.createTopics(
                        names.stream()
                                .map(name ->
                                        new NewTopic(name, PARTITIONS, (short) 1)
                                                .configs(
                                                        Map.of(
                                                                "message.timestamp.type",
                                                                "LogAppendTime")))
                                .toList())
                .all()
                .get();
        heads =
                new ReadConsumers(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "max.partition.fetch.bytes",
                                16_384));
        waiting = new WaitingRecords(new GroupOffsets(admin), heads, topics, fanOut, delivery);
    }

    @AfterEach
    void stop() {
        heads.close();
        admin.close();
    }

    @Test
    void nothingWaitsOnEmptyTopicsOfGroupsThatNeverWere() {
        assertThat(waiting.now())
                // The events beside those of the lanes; what is leased is in flight and doesn't
                // wait.
                .hasSize(topics.ofLanes().size())
                .noneMatch(each -> each.topic().equals(topics.leases()))
                .allMatch(each -> each.records() == 0 && each.dueAt().isEmpty());
    }

    @Test
    void recordsThatAreDoneAboveTheCommittedOffsetDoNotWait() throws Exception {
        Random random = new Random(3);
        Map<String, Long> count = new HashMap<>();
        Map<String, Long> oldest = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        List<String> names = topics.ofLanes();
        for (String topic : names) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                List<Long> times = write(topic, partition, random.nextInt(40));
                BitSet done = new BitSet();
                for (int i = 0; i < times.size(); i++) {
                    done.set(i, random.nextBoolean());
                }
                int base = Math.min(done.nextClearBit(0), times.size());
                commits.put(
                        new TopicPartition(topic, partition),
                        new OffsetAndMetadata(
                                base, metadata(done.get(base, Math.max(base, times.size())))));
                for (int i = base; i < times.size(); i++) {
                    if (!done.get(i)) {
                        count.merge(topic, 1L, Long::sum);
                        oldest.merge(topic, times.get(i), Math::min);
                    }
                }
            }
        }
        admin.alterConsumerGroupOffsets(delivery, commits).all().get();

        for (WaitingTopic each : waiting.now()) {
            assertThat(each.records())
                    .as(each.topic())
                    .isEqualTo(count.getOrDefault(each.topic(), 0L));
            assertThat(each.oldestAt())
                    .as(each.topic())
                    .isEqualTo(
                            Optional.ofNullable(oldest.get(each.topic()))
                                    .map(Instant::ofEpochMilli));
        }
    }

    @Test
    void whatWaitsForAStepIsDueByTheStepsDelayAndEventsAreTheFanOutsAlone() throws Exception {
        String step = topics.stepTopics().getFirst().name();
        long at = write(step, 0, 1).getFirst();
        List<Long> events = write(topics.events(), 1, 5);
        admin.alterConsumerGroupOffsets(
                        fanOut,
                        Map.of(
                                new TopicPartition(topics.events(), 1),
                                new OffsetAndMetadata(2, "what Streams writes there")))
                .all()
                .get();

        List<WaitingTopic> all = waiting.now();

        assertThat(of(step, all).dueAt())
                .contains(Instant.ofEpochMilli(at).plus(Duration.ofMinutes(5)));
        assertThat(of(topics.events(), all).records()).isEqualTo(3);
        assertThat(of(topics.events(), all).dueAt()).contains(Instant.ofEpochMilli(events.get(2)));
    }

    @Test
    void whereOnlyMarkersOfTransactionsAreLeftNothingWaits() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of("transactional.id", prefix))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topics.deliveries(), 2, null, new byte[1])).get();
            producer.abortTransaction();
        }

        assertThat(waiting.now()).allMatch(each -> each.records() == 0);
    }

    private static WaitingTopic of(String topic, List<WaitingTopic> all) {
        return all.stream().filter(each -> each.topic().equals(topic)).findFirst().orElseThrow();
    }

    private static String metadata(BitSet done) {
        return done.isEmpty()
                ? ""
                : "1:" + Base64.getEncoder().withoutPadding().encodeToString(done.toByteArray());
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** When the broker appended each. */
    private List<Long> write(String topic, int partition, int count) throws Exception {
        List<Long> times = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int i = 0; i < count; i++) {
                times.add(
                        producer.send(
                                        new ProducerRecord<>(
                                                topic,
                                                partition,
                                                null,
                                                ("record " + i).getBytes(UTF_8)))
                                .get()
                                .timestamp());
            }
        }
        return times;
    }
}
