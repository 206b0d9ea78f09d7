package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.kafka.KafkaClients;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a failed transaction held is tried again, whichever way it failed. */
@ExtendWith(Brokers.class)
class FailedTransactionIT {
    private static final int EVENTS = 300;

    @Test
    void abortedTransactionsOutcomesAreCommittedByTheNextOne(Broker broker) {
        int producers =
                deliverWith(
                        broker,
                        clients ->
                                clients.failInstead(
                                        "sendOffsetsToTransaction",
                                        3,
                                        new KafkaException("refused by a test")));

        assertThat(producers).isEqualTo(1);
    }

    @Test
    void commitThatTimedOutIsAskedForAgain(Broker broker) {
        int producers =
                deliverWith(
                        broker,
                        clients ->
                                clients.failInstead(
                                        "commitTransaction",
                                        2,
                                        new TimeoutException("timed out by a test")));

        assertThat(producers).isEqualTo(1);
    }

    @Test
    void commitThatWasMadeButNeverAnsweredIsFoundInTheGroupsOffsets(Broker broker) {
        int producers =
                deliverWith(
                        broker,
                        clients ->
                                clients.failAfter(
                                        "commitTransaction",
                                        new IllegalStateException("nobody knows, says a test")));

        assertThat(producers).isEqualTo(2);
    }

    @Test
    void commitThatNeverHappenedIsFoundMissing(Broker broker) {
        int producers =
                deliverWith(
                        broker,
                        clients ->
                                clients.failInstead(
                                        "commitTransaction",
                                        3,
                                        new TimeoutException("timed out by a test")));

        assertThat(producers).isEqualTo(2);
    }

    @Test
    void fencedProducersOutcomesAreMadeAnew(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.start("one");
            road.publish("message.created", EVENTS);
            road.awaitRequests(EVENTS / 3);

            KafkaClients sameInstance = new KafkaClients(road.settings("one").config());
            try (Producer<byte[], byte[]> fencing = sameInstance.producer()) {
                fencing.initTransactions();
            }
            road.awaitSettled();

            Run run = road.judge();
            System.out.println("FailedTransactionIT fenced: " + run.seen().size() + " requests");
        }
    }

    /** Delivers with these faults in the middle, judges, and tells how many producers it took. */
    private static int deliverWith(Broker broker, Consumer<FaultyProducers> faults) {
        try (Road road = Road.on(broker, Map.of("roles", "fan-out"))) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.start("fan-out");
            try (DeliveryAlone delivery = new DeliveryAlone(road, "delivery")) {
                Awaitility.await().until(delivery::isReady);
                road.publish("message.created", EVENTS);
                road.awaitRequests(EVENTS / 3);
                faults.accept(delivery.clients());
                road.publish("message.updated", EVENTS);
                road.awaitSettled();

                road.judge();
                assertThat(delivery.clients().faultsLeft()).isZero();
                return delivery.clients().producersMade();
            }
        }
    }
}
