package dev.hooklane.replayer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCodec;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.replay.Replays;
import dev.hooklane.replay.SkipReason;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Topics of its own, dead letters, and a lane that delivers what is sent. */
final class ReplayWorld implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int COUNT = 400;
    private static final ReplayMeter NO_METER =
            new ReplayMeter() {
                @Override
                public void sent(int deliveries) {}

                @Override
                public void skipped(SkipReason reason, long deliveries) {}
            };

    private final HooklaneConfig config;
    private final Topics topics;
    private final MemoryHistory history = new MemoryHistory();
    private final List<Delivery> sent = new ArrayList<>();
    private final KafkaConsumer<byte[], byte[]> lane;
    private Replay replay = ReplaySamples.replay(Instant.now(), 1);

    ReplayWorld(EmbeddedBroker broker, String prefix) {
        config =
                ConfigReader.read(
                        "",
                        Map.of(),
                        Map.of(
                                "kafka.bootstrap.servers",
                                broker.bootstrapServers(),
                                "topics.prefix",
                                prefix,
                                "topics.partitions",
                                "2",
                                "topics.replication-factor",
                                "1",
                                "topics.min-insync-replicas",
                                "1",
                                "api.key",
                                "an-operator-key-of-31-characters",
                                "secrets.key",
                                SecretKeys.generate().toJson()));
        topics = new Topics(prefix, config.retry().schedule(), config.retry().jitter());
        try (Admin admin = Admin.create(config.kafka().clientProperties())) {
            new TopicsAdmin(admin, topics, config.topics(), Duration.ofSeconds(20)).apply();
        }
        lane =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "isolation.level",
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                lane.partitionsFor(topics.bulkDeliveries()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        lane.assign(partitions);
        lane.seekToBeginning(partitions);
    }

    ReplayInstance instance(String name) {
        return instance(name, ReplayWorld::producer);
    }

    ReplayInstance instance(
            String name, Function<Map<String, Object>, Producer<byte[], byte[]>> connect) {
        return instance(name, connect, new CountDownLatch(0));
    }

    /** Hears of what others have written only once it makes sure of that. */
    ReplayInstance instanceThatReadsNoProgressUntil(CountDownLatch itClaims) {
        return instance("slow", ReplayWorld::producer, itClaims);
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private ReplayInstance instance(
            String name,
            Function<Map<String, Object>, Producer<byte[], byte[]>> connect,
            CountDownLatch claims) {
        Replays replays = new Replays();
        FollowedTopic followed =
                FollowedTopic.start(
                        config.kafka().consumerProperties(),
                        topics.replays(),
                        (key, value) -> {
                            if (ReplayCodec.isProgress(key)) {
                                await(claims);
                            }
                            replays.follow(key, value);
                        });
        Admin admin = Admin.create(config.kafka().clientProperties());
        ReadToEnd readToEnd = new ReadToEnd(admin, followed, topics.replays());
        InstantSource clock = InstantSource.system();
        return new ReplayInstance(
                new Replayer(
                        ReplaySamples.parts(
                                history,
                                ReplaySamples.directory(ReplaySamples.endpoint()),
                                name,
                                clock),
                        replays,
                        new TransactionalWrites(
                                partition ->
                                        connect.apply(
                                                TransactionalWrites.settings(
                                                        config.kafka().producerProperties(),
                                                        topics.replays(),
                                                        partition)),
                                () -> {
                                    claims.countDown();
                                    readToEnd.run();
                                }),
                        topics,
                        followed::caughtUp,
                        NO_METER,
                        clock),
                replays,
                followed,
                admin);
    }

    private static void await(CountDownLatch latch) {
        try {
            var _ = latch.await(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has dead letters, and all of them replayed. */
    void begin(int ratePerSecond) {
        Instant startedAt = Instant.now();
        for (int i = 0; i < COUNT; i++) {
            history.put(ReplaySamples.known(i, ReplaySamples.EXHAUSTED, startedAt.minusSeconds(1)));
        }
        replay = ReplaySamples.replay(startedAt, ratePerSecond);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        config.kafka().producerProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var _ =
                    producer.send(
                            new ProducerRecord<>(
                                    topics.replays(),
                                    ReplayCodec.key(replay.id()),
                                    ReplayCodec.write(replay)));
        }
    }

    /** Delivers what has been sent since. */
    private void deliver() {
        for (ConsumerRecord<byte[], byte[]> record : lane.poll(Duration.ofMillis(50))) {
            Delivery delivery =
                    DeliveryRecords.read(record.key(), record.value(), record.headers());
            sent.add(delivery);
            history.decide(delivery, new DeliveryStatus.Delivered(), Instant.now());
        }
    }

    void turnUntil(ReplayInstance instance, BooleanSupplier condition) {
        Awaitility.await()
                .atMost(WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    deliver();
                    if (condition.getAsBoolean()) {
                        return true;
                    }
                    var _ = instance.replayer().turn();
                    return false;
                });
    }

    void awaitEnd(ReplayInstance instance) {
        Awaitility.await()
                .atMost(WITHIN)
                .until(() -> {
                    deliver();
                    return isOver(instance);
                });
    }

    boolean isOver(ReplayInstance instance) {
        return progress(instance).ended().isPresent();
    }

    ReplayProgress progress(ReplayInstance instance) {
        return instance.replays()
                .find(replay.id())
                .map(Replays.Known::progress)
                .orElseGet(() -> ReplayProgress.none(replay));
    }

    void assertEachOnce() {
        deliver();
        assertThat(sent).hasSize(COUNT);
        assertThat(sent)
                .extracting(Delivery::id)
                .extracting(DeliveryId::value)
                .doesNotHaveDuplicates();
    }

    @Override
    public void close() {
        lane.close();
    }
}
