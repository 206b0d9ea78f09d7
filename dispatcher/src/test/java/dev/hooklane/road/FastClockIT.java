package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delay.BrokerClock;
import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Steps are kept by the brokers' time, whatever time an instance's machine has. */
@ExtendWith(Brokers.class)
class FastClockIT {
    private static final int EVENTS = 40;

    @Test
    void anInstanceWhoseClockIsAnHourFastRetriesNothingEarlyNorOnceItIsSetRight(Broker broker) {
        deliver(broker, Duration.ofHours(1));
    }

    @Test
    void anInstanceWhoseClockIsAnHourSlowRetriesInTimeAndOnceItIsSetRight(Broker broker) {
        deliver(broker, Duration.ofHours(-1));
    }

    private static void deliver(Broker broker, Duration ahead) {
        AtomicReference<Duration> off = new AtomicReference<>(ahead);
        BrokerClock clock =
                new BrokerClock(
                        () -> InstantSource.system().instant().plus(off.get()), System::nanoTime);
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.start("f", Map.of("roles", "fan-out"));
            try (DeliveryAlone delivery = new DeliveryAlone(road, "d", clock)) {
                Awaitility.await().until(delivery::isReady);
                road.publish("message.created", EVENTS);
                road.awaitSettled();
                assertThat(clock.ownAhead().minus(ahead).abs()).isLessThan(Duration.ofSeconds(1));

                off.set(Duration.ZERO);
                road.publish("message.created", EVENTS);
                road.awaitSettled();
                assertThat(clock.ownAhead().abs()).isLessThan(Duration.ofSeconds(1));
            }
            Run run = road.run();
            Promise.OF_EVERY_RUN.stream()
                    .filter(promise -> !(promise instanceof NeverEarly))
                    .forEach(promise -> promise.judge(run));
            assertThat(NeverEarly.latenessByTheCustomersClock(run))
                    .hasSize(2 * EVENTS)
                    .noneMatch(Duration::isNegative);
        }
    }
}
