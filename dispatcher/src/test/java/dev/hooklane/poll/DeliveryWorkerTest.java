package dev.hooklane.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.EndpointAccess;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What it starts, that it starts anew when a part throws, and that it closes all of it. */
final class DeliveryWorkerTest {
    private static final Topics TOPICS = new Topics("t.", RetrySchedule.DEFAULT, 0);

    private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
    private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
    private final List<DeliveryWorker> started = new ArrayList<>();

    /** What goes wrong with the first of each. */
    private Consumer<MockConsumer<byte[], byte[]>> consumerTrouble = _ -> {};

    private Consumer<MockProducer<byte[], byte[]>> producerTrouble = _ -> {};

    @AfterEach
    void close() {
        started.forEach(DeliveryWorker::close);
    }

    @Test
    void itReadsTheTopicsOfTheLanesAndClosesItsClients() throws InterruptedException {
        CountDownLatch polled = new CountDownLatch(1);
        consumerTrouble = consumer -> consumer.schedulePollTask(polled::countDown);
        DeliveryWorker worker = start();
        await(polled);
        assertThat(consumers.getFirst().subscription())
                .containsExactlyInAnyOrderElementsOf(TOPICS.ofLanes());

        worker.close();

        assertThat(consumers).hasSize(1).allMatch(MockConsumer::closed);
        assertThat(producers).hasSize(1).allMatch(MockProducer::closed);
        assertThat(worker.isReady()).as("it has no part in the group").isFalse();
    }

    @Test
    void aConsumerThatCannotBeMadeIsTriedAgainWithAnotherProducer() throws InterruptedException {
        consumerTrouble =
                _ -> {
                    throw new KafkaException("no consumer");
                };

        startedAnew();

        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void aPollThatThrowsEndsTheRunAndAnotherBegins() throws InterruptedException {
        consumerTrouble =
                consumer -> consumer.setPollException(new KafkaException("the broker is on fire"));

        startedAnew();

        assertThat(consumers.getFirst().closed()).isTrue();
        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void anErrorEndsTheRunAndAnotherBegins() throws InterruptedException {
        consumerTrouble =
                consumer ->
                        consumer.schedulePollTask(() -> {
                            throw new StackOverflowError();
                        });

        startedAnew();

        assertThat(consumers.getFirst().closed()).isTrue();
        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void aFencedProducerIsFollowedByAnother() throws InterruptedException {
        producerTrouble =
                producer -> producer.initTransactionException = new ProducerFencedException("two");

        startedAnew();

        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void whatCannotBeClosedKeepsNothingElseOpen() throws InterruptedException {
        consumerTrouble =
                consumer -> consumer.setPollException(new KafkaException("the broker is on fire"));
        producerTrouble = producer -> producer.closeException = new KafkaException("no close");

        startedAnew();

        assertThat(consumers.getFirst().closed()).isTrue();
    }

    /** Returns once the second run polls. */
    private void startedAnew() throws InterruptedException {
        CountDownLatch polled = new CountDownLatch(1);
        secondPoll = polled;
        start();
        await(polled);
    }

    private volatile CountDownLatch secondPoll = new CountDownLatch(1);
    private int consumersAsked;

    private DeliveryWorker start() {
        DeliveryWorker worker =
                DeliveryWorker.start(
                        new DeliveryWorker.Parts(
                                new Clients(),
                                TOPICS,
                                new EndpointAccess(
                                        new EndpointDirectory(),
                                        () -> true,
                                        (delivery, _) ->
                                                new Attempt(
                                                        delivery.attempt(),
                                                        LaneFixtures.NOW,
                                                        Duration.ZERO,
                                                        new AttemptOutcome.Success(200, "")),
                                        (_, _, _, _, _) -> {}),
                                new Erasures(),
                                SimulatedInstance.SETTINGS,
                                LaneFixtures.noMeter(),
                                () -> LaneFixtures.NOW));
        started.add(worker);
        return worker;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private final class Clients implements LaneClients {
        @Override
        public org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer() {
            MockConsumer<byte[], byte[]> made = new MockConsumer<>("earliest");
            if (consumersAsked++ == 0 && producers.size() == 1) {
                consumerTrouble.accept(made);
            } else {
                made.schedulePollTask(secondPoll::countDown);
            }
            consumers.add(made);
            return made;
        }

        @Override
        public Producer<byte[], byte[]> producer(int number) {
            MockProducer<byte[], byte[]> made =
                    new MockProducer<>(
                            true, null, new ByteArraySerializer(), new ByteArraySerializer());
            producers.add(made);
            if (producers.size() == 1) {
                producerTrouble.accept(made);
            }
            return made;
        }
    }
}
