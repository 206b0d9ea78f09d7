package dev.hooklane.road;

import static dev.hooklane.road.RoadReplays.SETTINGS;
import static dev.hooklane.road.RoadReplays.TYPE;
import static dev.hooklane.road.RoadReplays.api;
import static dev.hooklane.road.RoadReplays.attempts;
import static dev.hooklane.road.RoadReplays.awaitCount;
import static dev.hooklane.road.RoadReplays.deadLetters;
import static dev.hooklane.road.RoadReplays.expectedEvents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What an endpoint missed is replayed beside its live events, seen by the customer's server. */
@ExtendWith(Brokers.class)
class ReplayMissedIT {
    @Test
    void aLiveEventOvertakesReplaysOfTheSameSlowEndpoint(Broker broker) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("delivery.in-flight-per-endpoint", "1");
        try (Road road = Road.on(broker, settings)) {
            Endpoint endpoint = deadLetters(road, 40);
            road.customer()
                    .answer(endpoint.id(), Script.always(Reply.OK.after(Duration.ofMillis(100))));
            try (RoadApi api = api(road)) {
                awaitCount(api, endpoint, "{}", 40);
                String replay = api.replay(endpoint.id(), "{}", 1_000);
                road.awaitRequests(40 * 5 + 3);

                Event live = road.publish(TYPE);
                road.await(
                        Road.delivery(live, endpoint),
                        history -> history.status().equals(new DeliveryStatus.Delivered()));

                int before =
                        road.customer()
                                .eventsSeen(endpoint.id())
                                .subList(40 * 5, 40 * 5 + attempts(road, endpoint, 6).size())
                                .indexOf(live.id().value());
                assertThat(before).as("replays before the live event").isBetween(3, 15);
                api.awaitReplayed(replay);
            }
            road.judge();
        }
    }

    @Test
    void allThatWasMissedWhilePausedIsDeliveredInOneStep(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = road.endpoint("*");
            Endpoint paused = endpoint.withState(new EndpointState.Paused(), Instant.now());
            road.endpoints().write(paused);
            road.start("one");
            road.publish(TYPE, 20);
            road.awaitSettled();
            assertThat(road.customer().count()).isZero();
            try (RoadApi api = api(road)) {
                awaitCount(api, endpoint, "{\"missed\":true}", 20);
                road.endpoints()
                        .write(paused.withState(new EndpointState.Enabled(), Instant.now()));
                awaitEnabled(api, endpoint);

                JsonNode done =
                        api.awaitReplayed(api.replay(endpoint.id(), "{\"missed\":true}", 100));

                assertThat(done.path("delivered").asInt()).isEqualTo(20);
            }
            road.judge();
            assertThat(road.customer().eventsSeen(endpoint.id()))
                    .containsExactlyInAnyOrderElementsOf(expectedEvents(road));
        }
    }

    @Test
    void anEndpointThatIsPausedMeanwhileGetsNothingAndMakesNoDeadLetters(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = deadLetters(road, 30);
            road.customer().answer(endpoint.id(), Script.always(Reply.OK));
            try (RoadApi api = api(road)) {
                awaitCount(api, endpoint, "{}", 30);
                String replay = api.replay(endpoint.id(), "{}", 4);
                road.awaitRequests(30 * 5 + 2);

                Endpoint paused = endpoint.withState(new EndpointState.Paused(), Instant.now());
                road.endpoints().write(paused);
                awaitState(api, replay, "held");
                road.awaitNoLag();
                int letters = road.records().deadLetters().size();
                int seen = attempts(road, endpoint, 6).size();
                road.endpoints()
                        .write(paused.withState(new EndpointState.Enabled(), Instant.now()));
                JsonNode done = api.awaitReplayed(replay);

                // What was in its lane already when it was paused.
                assertThat(letters).isBetween(30, 34);
                assertThat(seen).isLessThan(30);
                assertThat(done.path("sent").asInt()).isEqualTo(30);
                assertThat(done.path("dead").asInt()).isEqualTo(letters - 30);
            }
            road.judge();
        }
    }

    @Test
    void aNewEndpointGetsPastEventsThatItWouldHaveAskedForAndNoneTwice(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint earlier = road.endpoint("*");
            road.start("one");
            List<Event> past = road.publishInOrder(TYPE, 15);
            road.publish("bot.updated");
            road.awaitSettled();
            Endpoint made = road.endpoint("message.*");
            past.forEach(road::expect);
            try (RoadApi api = api(road)) {
                Awaitility.await().until(() -> api.status("/v1/endpoints/" + made.id()) == 200);
                assertThat(api.count(made.id(), "{\"events\":true}")).isEqualTo(15);

                JsonNode done = api.awaitReplayed(api.replay(made.id(), "{\"events\":true}", 100));
                JsonNode again = api.awaitReplayed(api.replay(made.id(), "{\"events\":true}", 100));

                assertThat(done.path("delivered").asInt()).isEqualTo(15);
                assertThat(again.path("sent").asInt()).isZero();
                assertThat(again.path("skipped").path("had_delivery").asInt()).isEqualTo(15);
            }
            assertThat(road.customer().seen(made.id()))
                    .extracting(SeenAttempt::attempt)
                    .containsOnly(1);
            assertThat(road.customer().eventsSeen(made.id()))
                    .containsExactlyInAnyOrderElementsOf(
                            past.stream().map(event -> event.id().value()).toList());
            assertThat(road.customer().seen(earlier.id())).hasSize(16);
            assertThat(road.status(past.getFirst(), made))
                    .isEqualTo(new DeliveryStatus.Delivered());
        }
    }

    private static void awaitEnabled(RoadApi api, Endpoint endpoint) {
        Awaitility.await()
                .until(() ->
                        api.get("/v1/endpoints/" + endpoint.id())
                                .path("state")
                                .asString("")
                                .equals("enabled"));
    }

    private static void awaitState(RoadApi api, String replay, String state) {
        Awaitility.await()
                .until(() ->
                        api.get("/v1/replays/" + replay).path("state").asString("").equals(state));
    }
}
