package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An instance that is stopped under load takes nothing new and finishes what is in flight. */
@ExtendWith(Brokers.class)
class StopIT {
    @Test
    void nothingIsRepeatedAfterAnOrderlyStop(Broker broker) {
        try (Road road = Road.on(broker)) {
            for (int i = 0; i < 10; i++) {
                Endpoint endpoint = road.endpoint("*");
                road.customer()
                        .answer(
                                endpoint.id(),
                                Script.always(Reply.OK.after(Duration.ofMillis(i * 20L))));
            }
            road.start("one");
            road.publish("message.created", 200);
            road.awaitRequests(500);

            road.stop("one");
            int atStop = road.customer().count();
            road.start("one");
            road.awaitSettled();

            road.judge();
            assertThat(atStop).as("requests before the stop, of 2,000").isLessThan(2_000);
            assertThat(road.customer().count()).isEqualTo(2_000);
        }
    }
}
