package dev.hooklane.poll;

import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.lane.LaneClock;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.lane.Lanes;
import dev.hooklane.offset.OutcomeCommitter;
import dev.hooklane.offset.OutcomeProducers;
import dev.hooklane.offset.QuarantineWriter;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A poll loop, driven by hand, with the test clients of Kafka. */
final class DrivenLoop {
    private static final Topics TOPICS = new Topics("t.", RetrySchedule.DEFAULT, 0);
    static final TopicPartition LIVE = new TopicPartition(TOPICS.deliveries(), 0);
    static final TopicPartition BULK = new TopicPartition(TOPICS.bulkDeliveries(), 0);

    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    final EndpointDirectory directory = new EndpointDirectory();
    final List<Runnable> attempts = new ArrayList<>();
    final CountDownLatch requested = new CountDownLatch(1);
    final CountDownLatch answered = new CountDownLatch(1);
    private long nowNanos;
    final PollLoop loop = loop();

    void join() {
        directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        Node node = new Node(1, "localhost", 9092);
        for (TopicPartition partition : List.of(LIVE, BULK)) {
            consumer.updatePartitions(
                    partition.topic(),
                    List.of(
                            new PartitionInfo(
                                    partition.topic(), 0, node, new Node[] {node}, new Node[0])));
        }
        consumer.updateBeginningOffsets(Map.of(LIVE, 0L, BULK, 0L));
        consumer.updateEndOffsets(Map.of(LIVE, 0L, BULK, 0L));
        loop.join();
        consumer.rebalance(List.of(LIVE, BULK));
    }

    void close() {
        answered.countDown();
        if (!consumer.closed()) {
            loop.close();
        }
    }

    interface Waiting {
        void run() throws InterruptedException;
    }

    static void orFail(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Attempt send(Delivery delivery, Endpoint endpoint) {
        requested.countDown();
        orFail(answered::await);
        return new Attempt(
                delivery.attempt(),
                now(),
                Duration.ofMillis(10),
                new AttemptOutcome.Success(200, ""));
    }

    static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        Delivery delivery = LaneFixtures.delivery("evt_" + offset);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                DeliveryRecords.key(delivery),
                delivery.payload().bytes(),
                DeliveryRecords.headers(delivery),
                Optional.empty());
    }

    PollLoop loop() {
        DeliveryMeter meter = LaneFixtures.noMeter();
        TopicPartitions partitions = new TopicPartitions(_ -> 1);
        OutcomeWriter outcomes =
                LaneFixtures.outcomes(TOPICS, RetrySchedule.DEFAULT, partitions, this::now);
        LaneClock clock =
                new LaneClock(() -> nowNanos, this::now, () -> false, () -> false, new Random(1));
        return new PollLoop(
                consumer,
                TOPICS,
                new Lanes(
                        SimulatedInstance.SETTINGS,
                        LaneFixtures.runner(directory, this::send, outcomes),
                        outcomes,
                        directory,
                        clock,
                        attempts::add),
                new OutcomePath(
                        outcomes,
                        new OutcomeCommitter(
                                OutcomeProducers.start(_ -> producer),
                                meter,
                                Executors.newSingleThreadExecutor()),
                        new QuarantineWriter(TOPICS, partitions, new Erasures(), meter)),
                new LoopRules(SimulatedInstance.SETTINGS, LeaseRules.DEFAULT, clock),
                meter);
    }

    void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    private Instant now() {
        return LaneFixtures.NOW.plusNanos(nowNanos);
    }
}
