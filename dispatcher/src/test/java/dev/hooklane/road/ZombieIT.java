package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process that freezes, is replaced, and wakes up in the belief that nothing happened. */
@ExtendWith(Brokers.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes can't be frozen by a signal")
class ZombieIT {
    private static final int REQUESTS = 3_000;

    @Test
    void theOutcomesOfAZombieAreDropped(Broker broker) throws IOException, InterruptedException {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,500ms,1s"))) {
            road.endpointsOfWhichHalfFailOnce(10, Duration.ofMillis(50));
            DispatcherProcess zombie = road.startProcess("zombie");
            road.publish("message.created", 200);
            road.awaitRequests(500, Duration.ofSeconds(60));

            zombie.signal("STOP");
            // Returns when it has partitions: when the group has given up the frozen one.
            road.start("heir");
            zombie.signal("CONT");
            road.awaitSettled(Duration.ofSeconds(60));

            Run run = road.judge();
            System.out.printf(
                    "ZombieIT %d requests, %d of them repeated%n",
                    run.seen().size(), run.seen().size() - REQUESTS);
            assertThat(run.seen().stream().map(SeenAttempt::key).distinct())
                    .as(() -> "attempts that the customer has not seen: " + unseen(run))
                    .hasSize(REQUESTS);
        }
    }

    /** Attempts that failed before they came to the customer. */
    private static List<String> unseen(Run run) {
        Set<String> seen = run.seen().stream().map(SeenAttempt::key).collect(Collectors.toSet());
        return run.histories().values().stream()
                .map(List::getLast)
                .flatMap(history ->
                        history.attempts().stream()
                                .map(attempt ->
                                        "%s#%d %s"
                                                .formatted(
                                                        history.id(), attempt.number(), attempt)))
                .filter(attempt -> !seen.contains(attempt.substring(0, attempt.indexOf(' '))))
                .limit(5)
                .toList();
    }
}
