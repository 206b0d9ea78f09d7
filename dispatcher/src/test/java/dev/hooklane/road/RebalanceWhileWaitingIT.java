package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Partitions change hands while what they hold waits for its time, and under load. */
@ExtendWith(Brokers.class)
class RebalanceWhileWaitingIT {

    @Test
    void pausedPartitionsThatAreRevokedAndComeBackGoOn(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,8s"))) {
            hundredThatWait(road);

            road.start("two");
            road.stop("two");
            assertThat(road.customer().count())
                    .as("requests before the wait is over")
                    .isEqualTo(100);
            road.awaitSettled();

            Run run = road.judge();
            System.out.println("RebalanceWhileWaitingIT " + NeverEarly.describe(run));
            assertThat(run.seen()).as("requests, none of them twice").hasSize(200);
        }
    }

    @Test
    void partitionsTakenOverForGoodGoOnElsewhere(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,6s"))) {
            hundredThatWait(road);

            road.start("two");
            road.stop("one");
            road.awaitSettled();

            Run run = road.judge();
            assertThat(run.seen()).as("requests, none of them twice").hasSize(200);
        }
    }

    @Test
    void instancesComeAndGoUnderLoad(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,300ms,600ms"))) {
            road.endpointsOfWhichHalfFailOnce(20, Duration.ofMillis(20));
            road.start("one");
            road.publish("message.created", 100);
            road.start("two");
            road.publish("message.updated", 100);
            road.start("three");
            road.stop("one");
            road.publish("message.deleted", 50);
            road.stop("two");
            road.awaitSettled();

            Run run = road.judge();
            long requests = run.seen().size();
            long distinct = run.seen().stream().map(SeenAttempt::key).distinct().count();
            System.out.printf(
                    "RebalanceWhileWaitingIT under load: %d requests, %d repeated%n",
                    requests, requests - distinct);
        }
    }

    /** Starts an instance, and returns when a hundred first attempts have failed. */
    private static void hundredThatWait(Road road) {
        for (int i = 0; i < 20; i++) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
        }
        road.start("one");
        road.publish("message.created", 5);
        Awaitility.await("all wait")
                .untilAsserted(() -> assertThat(road.records().waits()).hasSize(100));
    }
}
