package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.topic.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What slow and dead endpoints cost: the others nothing, and themselves a bounded number of writes.
 */
@ExtendWith(Brokers.class)
class LanesIT {
    private static final int ROUNDS = 40;
    private static final int EVENTS_A_ROUND = 5;

    /** Times a delivery may be parked in the first minutes; ADR 11. */
    private static final int PARKED_MAX = 12;

    @Test
    void twoOfTwentyEndpointsHangAndTheOthersDoNotNotice(Broker broker) {
        try (Road road = Road.on(broker)) {
            Set<EndpointId> healthy = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                Endpoint endpoint = road.endpoint("*");
                if (i < 2) {
                    road.customer().answer(endpoint.id(), Script.always(Reply.HANG));
                } else {
                    healthy.add(endpoint.id());
                }
            }
            road.start("one");

            for (int round = 1; round <= ROUNDS; round++) {
                road.publish("message.created", EVENTS_A_ROUND);
                awaitSeen(road, healthy, round * EVENTS_A_ROUND * healthy.size());
            }

            new LanesAreIndependent(healthy, Duration.ofSeconds(5)).judge(road.run());
        }
    }

    @Test
    void anOverloadedEndpointGetsEverythingInTheEndForABoundedNumberOfWrites(Broker broker) {
        try (Road road = Road.on(broker, Map.of("delivery.in-flight-per-endpoint", "1"))) {
            Endpoint endpoint = road.endpoint("*");
            Reply slow = Reply.OK.after(Duration.ofMillis(50));
            road.customer().answer(endpoint.id(), Script.always(slow));
            road.start("one");

            road.publish("message.created", 500);
            road.awaitSettled();

            road.judge();
            Map<String, Integer> parked = new HashMap<>();
            for (TopicSpec spec : road.topics().specs()) {
                if (spec.name().contains("parked.")) {
                    road.records()
                            .deliveries(spec.name())
                            .forEach(delivery ->
                                    parked.merge(delivery.id().value(), 1, Integer::sum));
                }
            }
            List<String> tooOften = new ArrayList<>();
            parked.forEach((delivery, times) -> {
                if (times > PARKED_MAX) {
                    tooOften.add(delivery + " " + times);
                }
            });
            Promise.none("deliveries that were parked too often", tooOften);
            assertThat(parked).isNotEmpty();
        }
    }

    private static void awaitSeen(Road road, Set<EndpointId> healthy, int count) {
        Awaitility.await("deliveries to healthy endpoints")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        road.customer().seen().stream()
                                        .filter(seen -> healthy.contains(seen.endpoint()))
                                        .count()
                                >= count);
    }
}
