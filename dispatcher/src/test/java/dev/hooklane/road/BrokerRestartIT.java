package dev.hooklane.road;

import dev.hooklane.embedded.EmbeddedBroker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away in the middle, and comes back as it was. */
class BrokerRestartIT {
    private static final int ENDPOINTS = 10;

    @TempDir private Path directory;

    /** An embedded broker that keeps its port over a restart. */
    private static final class Restartable implements Broker {
        private final Path directory;
        private EmbeddedBroker running;

        Restartable(Path directory) {
            this.directory = directory;
            this.running = EmbeddedBroker.start(directory, 0);
        }

        void restart() {
            int port = URI.create("kafka://" + bootstrapServers()).getPort();
            running.close();
            running = EmbeddedBroker.start(directory, port);
        }

        @Override
        public String bootstrapServers() {
            return running.bootstrapServers();
        }

        @Override
        public void close() {
            running.close();
        }
    }

    @Test
    void nothingIsLostWhenTheBrokerRestartsInTheMiddle() {
        try (Restartable broker = new Restartable(directory);
                Road road = Road.on(broker, Map.of("retry.schedule", "0s,1s,2s"))) {
            road.endpointsOfWhichHalfFailOnce(ENDPOINTS, Duration.ofMillis(10));
            road.start("one");
            road.publish("message.created", 400);
            road.awaitRequests(ENDPOINTS * 100, Duration.ofSeconds(30));

            broker.restart();
            road.publish("message.updated", 50);
            road.awaitSettled(Duration.ofMinutes(2));

            Run run = road.judge();
            long distinct = run.seen().stream().map(SeenAttempt::key).distinct().count();
            System.out.printf(
                    "BrokerRestartIT %d requests, %d repeated%n",
                    run.seen().size(), run.seen().size() - distinct);
        }
    }
}
