package dev.hooklane.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.hooklane.offset.DeliveringFailedException;
import dev.hooklane.offset.OutcomeCommitter;
import dev.hooklane.offset.OutcomeProducers;
import dev.hooklane.offset.QuarantineWriter;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import dev.hooklane.unreadable.UnreadablePartitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the poll loop does when a poll fails, and while it drains; its clients are Kafka's own. */
final class PollLoopTest {
    private static final Topics TOPICS = new Topics("t.", RetrySchedule.DEFAULT, 0);
    private static final TopicPartition LIVE = new TopicPartition(TOPICS.deliveries(), 0);
    private static final TopicPartition BULK = new TopicPartition(TOPICS.bulkDeliveries(), 0);
    private final KafkaException corrupt =
            new KafkaException(
                    "Received exception when fetching the next record from t.deliveries-0."
                            + " If needed, please seek past the record to continue consumption.");

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final EndpointDirectory directory = new EndpointDirectory();
    private final List<Runnable> attempts = new ArrayList<>();
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private Thread attempt = new Thread();
    private long nowNanos;
    private final PollLoop loop = loop();

    @BeforeEach
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

    @AfterEach
    void close() {
        answered.countDown();
        if (!consumer.closed()) {
            loop.close();
        }
    }

    @Test
    void aPartitionThatCannotBeReadIsPausedAndTheOthersGoOn() {
        consumer.setPollException(corrupt);
        loop.step();
        consumer.addRecord(record(BULK, 0));
        loop.step();

        assertThat(consumer.paused()).containsExactly(LIVE);
        assertThat(loop.state().latest().unreadable()).containsOnlyKeys(LIVE);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void whatIsDoneAndCannotBeReadIsPassedBy() {
        consumer.updateEndOffsets(Map.of(LIVE, 5L));
        consumer.rebalance(List.of(BULK));
        consumer.commitSync(Map.of(LIVE, new OffsetAndMetadata(5)));
        consumer.rebalance(List.of(LIVE, BULK));

        consumer.setPollException(corrupt);
        loop.step();

        assertThat(consumer.position(LIVE)).isEqualTo(5);
        assertThat(consumer.paused()).isEmpty();
        assertThat(loop.state().latest().unreadable()).isEmpty();
    }

    @Test
    void whatIsCorruptIsTriedAgainByAnAssignmentOfItsOwn() {
        consumer.setPollException(corrupt);
        loop.step();
        assertThat(consumer.shouldRebalance()).isFalse();

        pass(UnreadablePartitions.FIRST_PAUSE);
        loop.step();

        assertThat(consumer.shouldRebalance()).isTrue();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void aTopicThatMayNotBeReadIsTriedAgainWithoutARebalance() {
        consumer.setPollException(new TopicAuthorizationException(Set.of(LIVE.topic())));
        loop.step();
        assertThat(consumer.paused()).containsExactly(LIVE);

        pass(UnreadablePartitions.FIRST_PAUSE);
        loop.step();

        assertThat(consumer.shouldRebalance()).isFalse();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void aFailureOfNoPartitionEndsTheRun() {
        consumer.setPollException(new KafkaException("the broker is on fire"));

        assertThatThrownBy(loop::step).hasMessage("the broker is on fire");
    }

    @Test
    void aDrainCommitsWhatEndsMeanwhile() {
        startAnAttempt();
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(this::endTheAttempt);

        loop.drain();

        assertThat(committedOffset()).isOne();
        assertThat(loop.lanes().inFlight()).isZero();
    }

    @Test
    void aDrainPausesEverything() {
        startAnAttempt();
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> {
            assertThat(consumer.paused()).containsExactlyInAnyOrder(LIVE, BULK);
            endTheAttempt();
        });

        loop.drain();

        assertThat(committedOffset()).isOne();
    }

    @Test
    void aDrainWhosePartitionsMoveAwayCommitsNothingOfThem() {
        startAnAttempt();
        consumer.schedulePollTask(() -> consumer.rebalance(List.of()));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(BULK)));
        consumer.schedulePollTask(this::endTheAttempt);

        loop.drain();

        assertThat(loop.lanes().inFlight()).isZero();
        assertThat(committedOffset()).isZero();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aDrainEndsWithItsTimeThoughAnAttemptGoesOn() {
        startAnAttempt();
        consumer.schedulePollTask(() -> pass(SimulatedInstance.SETTINGS.drainTimeout()));

        loop.drain();

        assertThat(loop.lanes().inFlight()).isOne();
        assertThat(committedOffset()).isZero();
    }

    @Test
    void aDrainWhoseCommitFailsEndsTheRunAndClosesItsClients() {
        startAnAttempt();
        endTheAttempt();
        producer.commitTransactionException = new ProducerFencedException("fenced");
        producer.abortTransactionException = producer.commitTransactionException;
        loop.stop();

        assertThatThrownBy(() -> loop.run(() -> {})).isInstanceOf(DeliveringFailedException.class);

        assertThat(consumer.closed()).isTrue();
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void theConsumerIsClosedThoughTheProducerIsNot() {
        producer.closeException = new KafkaException("can't be closed");

        assertThatThrownBy(loop::close).hasMessage("can't be closed");

        assertThat(consumer.closed()).isTrue();
    }

    /** Its request is under way when this returns. */
    private void startAnAttempt() {
        consumer.addRecord(record(LIVE, 0));
        loop.step();
        attempt = Thread.ofVirtual().start(attempts.removeFirst());
        orFail(requested::await);
    }

    private void endTheAttempt() {
        answered.countDown();
        orFail(attempt::join);
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void orFail(Waiting waiting) {
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

    /** As of the last transaction that says something of it. */
    private long committedOffset() {
        return producer.consumerGroupOffsetsHistory().stream()
                .flatMap(group -> group.values().stream())
                .filter(offsets -> offsets.containsKey(LIVE))
                .mapToLong(offsets -> offsets.get(LIVE).offset())
                .reduce(0, (_, last) -> last);
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
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

    private PollLoop loop() {
        DeliveryMeter meter = LaneFixtures.noMeter();
        TopicPartitions partitions = new TopicPartitions(_ -> 1);
        OutcomeWriter outcomes =
                LaneFixtures.outcomes(TOPICS, RetrySchedule.DEFAULT, partitions, this::now);
        LaneClock clock =
                new LaneClock(() -> nowNanos, this::now, () -> false, () -> false, new Random(1));
        return new PollLoop(
                consumer,
                new OutcomeCommitter(
                        OutcomeProducers.start(_ -> producer),
                        meter,
                        Executors.newSingleThreadExecutor()),
                new Lanes(
                        SimulatedInstance.SETTINGS,
                        LaneFixtures.runner(directory, this::send, outcomes),
                        outcomes,
                        directory,
                        clock,
                        attempts::add),
                outcomes,
                new QuarantineWriter(TOPICS, partitions, new Erasures(), meter),
                TOPICS,
                SimulatedInstance.SETTINGS,
                LeaseRules.DEFAULT,
                meter,
                clock);
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    private Instant now() {
        return LaneFixtures.NOW.plusNanos(nowNanos);
    }
}
