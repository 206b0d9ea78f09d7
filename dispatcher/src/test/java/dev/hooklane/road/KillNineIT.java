package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The program is killed half-way through 20,000 deliveries and started again. */
@ExtendWith(Brokers.class)
class KillNineIT {
    private static final int ENDPOINTS = 20;
    private static final int EVENTS = 1_000;
    private static final int IN_FLIGHT_PER_ENDPOINT = 16;

    @Test
    void nothingIsLostNoOutcomeComesTwiceAndOnlyWhatWasInFlightIsRepeated(Broker broker)
            throws InterruptedException {
        try (Road road =
                Road.on(
                        broker,
                        Map.of(
                                "retry.schedule",
                                "0s,500ms,1s,1s,1s",
                                "delivery.timeout",
                                "2s",
                                "delivery.connect-timeout",
                                "1s",
                                "delivery.in-flight-per-endpoint",
                                Integer.toString(IN_FLIGHT_PER_ENDPOINT)))) {
            for (int i = 0; i < ENDPOINTS; i++) {
                Endpoint endpoint = road.endpoint("message.*");
                road.customer().answer(endpoint.id(), script(i));
            }
            DispatcherProcess killed = road.startProcess("one");
            road.publish("message.created", EVENTS / 2);
            road.awaitRequests(ENDPOINTS * EVENTS / 4);
            // The fan-out, too, is to be killed in the middle of its work.
            road.publish("message.updated", EVENTS / 2);
            road.awaitRequests(ENDPOINTS * EVENTS / 2);

            killed.kill();
            Instant goneAt = Instant.now();
            road.startProcess("one");
            road.awaitSettled();

            Run run = road.judge();
            RepeatsOnlyInFlight repeats =
                    new RepeatsOnlyInFlight(
                            road.records().histories().lastDecidedOfThoseWrittenBefore(goneAt),
                            goneAt,
                            ENDPOINTS * IN_FLIGHT_PER_ENDPOINT,
                            road.records().leased());
            System.out.println("KillNineIT " + repeats.describe(run));
            System.out.println("KillNineIT " + NeverEarly.describe(run));
            repeats.judge(run);
            assertThat(run.expected()).hasSize(ENDPOINTS * EVENTS);
            assertThat(run.deadLetters()).hasSize(EVENTS);
        }
    }

    /** One endpoint never recovers, three do, one is slow, one hangs now and then; 14 are well. */
    private static Script script(int number) {
        return switch (number) {
            case 0 -> Script.always(Reply.status(500));
            case 1, 2, 3 -> Script.byAttempt(Reply.status(503), Reply.status(500), Reply.OK);
            case 4 -> Script.always(Reply.OK.after(Duration.ofMillis(50)));
            case 5 ->
                    attempt ->
                            attempt.attempt() == 1 && attempt.delivery().hashCode() % 50 == 0
                                    ? Reply.HANG
                                    : Reply.OK;
            default -> Script.always(Reply.OK);
        };
    }
}
