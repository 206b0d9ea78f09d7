package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is erased is neither sent nor told any more, also not by an instance that starts anew. */
@ExtendWith(Brokers.class)
class ErasureIT {
    private static final Map<String, String> SETTINGS =
            Map.of("roles", "fan-out,delivery,control-plane", "retry.schedule", "0s,3s");
    private static final String TYPE = "message.created";

    @Test
    void anErasedEventsWaitingDeliveryIsNotSentByAnInstanceThatLostItsDisk(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.start("one");
            Event erased = road.publish(TYPE);
            Event kept = road.publish(TYPE);
            road.awaitRequests(2);
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                api.erase(Road.ACCOUNT, Optional.of(erased.id()));
            }
            road.stop("one");
            road.loseDisk("one");
            road.start("one");

            road.await(
                    Road.delivery(kept, endpoint),
                    history -> history.status().equals(new DeliveryStatus.Delivered()));
            road.awaitNoLag();

            assertThat(road.customer().eventsSeen(endpoint.id()))
                    .containsOnlyOnce(erased.id().value())
                    .contains(kept.id().value());
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                Awaitility.await().until(() -> api.status("/v1/events/" + kept.id()) == 200);
                assertThat(api.status("/v1/events/" + erased.id())).isEqualTo(404);
                assertThat(api.status("/v1/deliveries/" + Road.delivery(erased, endpoint)))
                        .isEqualTo(404);
                awaitDone(api);
            }
            assertThat(road.records().histories().latest(Road.delivery(erased, endpoint)))
                    .isEmpty();
        }
    }

    @Test
    void anErasedAccountGetsNothingMoreUntilItIsUsedAnew(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.start("one");
            road.publish(TYPE);
            road.awaitRequests(1);
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                api.erase(Road.ACCOUNT, Optional.empty());
                road.awaitNoLag();
                awaitDone(api);
                assertThat(api.status("/v1/endpoints/" + endpoint.id())).isEqualTo(404);
                assertThat(road.customer().seen(endpoint.id())).hasSize(1);
                Endpoint anew = road.endpoint("*");
                // It is written to its topic; an event that overtakes it there finds no endpoint.
                Awaitility.await("the new endpoint is known")
                        .until(() -> api.status("/v1/endpoints/" + anew.id()) == 200);

                Event event = road.publish(TYPE);
                road.awaitRequests(2);

                assertThat(road.customer().eventsSeen(anew.id()))
                        .containsExactly(event.id().value());
                assertThat(road.customer().seen(endpoint.id())).hasSize(1);
            }
        }
    }

    private static void awaitDone(RoadApi api) {
        Awaitility.await("the erasure is done")
                .untilAsserted(() ->
                        assertThat(
                                        api.get("/v1/erasures")
                                                .path("erasures")
                                                .path(0)
                                                .path("state")
                                                .asString(""))
                                .isEqualTo("done"));
    }
}
