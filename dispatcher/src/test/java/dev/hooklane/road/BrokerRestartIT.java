package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away in the middle, and comes back as it was. */
class BrokerRestartIT {
    private static final int ENDPOINTS = 10;

    /** As long as a session: by then the instance's partitions would go to others. */
    private static final Duration MISSED_WITHIN = Duration.ofSeconds(15);

    @TempDir private Path directory;

    @Test
    void nothingIsLostWhenTheBrokerRestartsInTheMiddle() {
        try (RestartableBroker broker = new RestartableBroker(directory);
                Road road = Road.on(broker, Map.of("retry.schedule", "0s,1s,2s"))) {
            road.endpointsOfWhichHalfFailOnce(ENDPOINTS, Duration.ofMillis(10));
            road.start("one");
            road.publish("message.created", 400);
            road.awaitRequests(ENDPOINTS * 100);

            broker.restart();
            road.publish("message.updated", 50);
            road.awaitSettled();

            Run run = road.judge();
            long distinct = run.seen().stream().map(SeenAttempt::key).distinct().count();
            System.out.printf(
                    "BrokerRestartIT %d requests, %d repeated%n",
                    run.seen().size(), run.seen().size() - distinct);
        }
    }

    @Test
    void anInstanceThatHasLostKafkaSaysSoAndGoesOnByItselfOnceItIsBack() {
        try (RestartableBroker broker = new RestartableBroker(directory);
                Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("one");
            road.publish("message.created");
            road.awaitSettled();
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                broker.stop();

                Awaitility.await("all parts that need Kafka say that it is away")
                        .atMost(MISSED_WITHIN)
                        .untilAsserted(() ->
                                assertThat(api.notReady())
                                        .containsOnlyKeys("kafka", "fan-out", "delivery")
                                        .allSatisfy((_, detail) ->
                                                assertThat(detail)
                                                        .matches("no answer of Kafka for \\d+ s")));
                assertThat(api.status("/health/ready")).isEqualTo(503);
                assertThat(api.scrape()).contains("hooklane_part_ready{part=\"kafka\"} 0.0");

                broker.start();
                Awaitility.await("it is ready again")
                        .until(() -> api.status("/health/ready") == 200);
            }
            road.publish("message.updated");
            road.awaitSettled();

            road.judge();
        }
    }
}
