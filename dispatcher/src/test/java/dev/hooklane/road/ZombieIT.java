package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process that freezes, is replaced, and wakes up in the belief that nothing happened. */
@ExtendWith(Brokers.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes can't be frozen by a signal")
class ZombieIT {
    private static final int REQUESTS = 3_000;

    /** A timeout that is shorter than the group's patience, and longer than a slow machine's. */
    private static final Map<String, String> SETTINGS =
            Map.of("retry.schedule", "0s,500ms,1s", "delivery.timeout", "12s");

    @Test
    void theOutcomesOfAZombieAreDropped(Broker broker) throws IOException, InterruptedException {
        try (Road road = Road.on(broker, SETTINGS)) {
            road.endpointsOfWhichHalfFailOnce(10, Duration.ofMillis(50));
            DispatcherProcess zombie = road.startProcess("zombie");
            road.publish("message.created", 200);
            road.awaitRequests(500);

            zombie.signal("STOP");
            // Returns when it has partitions: when the group has given up the frozen one, whose
            // requests have timed out by then.
            road.start("heir", Map.of("delivery.timeout", "60s"));
            zombie.signal("CONT");
            road.awaitSettled();

            Run run = road.judge();
            System.out.printf(
                    "ZombieIT %d requests, %d of them repeated%n",
                    run.seen().size(), run.seen().size() - REQUESTS);
            Promise.none("deliveries with an attempt without a response", unanswered(run));
            assertThat(run.seen().stream().map(SeenAttempt::key).distinct()).hasSize(REQUESTS);
        }
    }

    /** The zombie's requests in flight are the only ones that time out. */
    private static List<String> unanswered(Run run) {
        return run.histories().values().stream()
                .map(List::getLast)
                .filter(history ->
                        history.attempts().stream()
                                .anyMatch(attempt ->
                                        attempt.outcome() instanceof AttemptOutcome.NoResponse))
                .map(history -> history.id() + " " + history.attempts())
                .toList();
    }
}
