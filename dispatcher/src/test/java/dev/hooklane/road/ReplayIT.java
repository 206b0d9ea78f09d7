package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.Event;
import dev.hooklane.replay.ReplayCodec;
import dev.hooklane.topic.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Many deliveries again, seen by the customer's server. */
@ExtendWith(Brokers.class)
class ReplayIT {
    /** As the road's settings have it. */
    private static final int PARTITIONS = 4;

    private static final String TYPE = "message.created";
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "roles",
                    "fan-out,delivery,control-plane",
                    "retry.schedule",
                    "0s,100ms,100ms,100ms,100ms");

    @Test
    void deadLettersOfAMendedEndpointAreDeliveredOnceEachWithTheSameIdsAsAttemptSix(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.always(Reply.status(500)));
            road.start("one");
            road.publish(TYPE, 40);
            road.awaitSettled(WITHIN);
            road.customer().answer(endpoint.id(), Script.always(Reply.OK));
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                awaitCount(api, endpoint, "{}", 40);

                String replay = api.replay(endpoint.id(), "{}", 200);
                JsonNode done = api.awaitReplayed(replay, WITHIN);

                assertThat(done.path("matched").asInt()).isEqualTo(40);
                assertThat(done.path("sent").asInt()).isEqualTo(40);
                assertThat(done.path("delivered").asInt()).isEqualTo(40);
            }
            road.judge();
            List<SeenAttempt> replayed = attempts(road, endpoint, 6);
            assertThat(replayed).hasSize(40);
            assertThat(replayed).extracting(SeenAttempt::delivery).doesNotHaveDuplicates();
            assertThat(replayed)
                    .extracting(SeenAttempt::event)
                    .containsExactlyInAnyOrderElementsOf(
                            road.expected().stream()
                                    .map(each -> each.event().id().value())
                                    .toList());
            assertThat(road.customer().seen(endpoint.id())).hasSize(40 * 6);
        }
    }

    @Test
    void whatFailsAgainIsADeadLetterAgainAndComesNoSecondTime(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.always(Reply.status(500)));
            road.start("one");
            road.publish(TYPE, 10);
            road.awaitSettled(WITHIN);
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                awaitCount(api, endpoint, "{}", 10);

                JsonNode done = api.awaitReplayed(api.replay(endpoint.id(), "{}", 5), WITHIN);

                assertThat(done.path("sent").asInt()).isEqualTo(10);
                assertThat(done.path("dead").asInt()).isEqualTo(10);
            }
            road.judge();
            assertThat(road.customer().seen(endpoint.id())).hasSize(10 * 6);
            assertThat(road.records().deadLetters()).hasSize(20);
        }
    }

    @Test
    void aReplayIsGoneOnWithAfterARestartAndNothingComesTwice(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.always(Reply.status(500)));
            road.start("one");
            road.publish(TYPE, 60);
            road.awaitSettled(WITHIN);
            road.customer().answer(endpoint.id(), Script.always(Reply.OK));
            String replay;
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                awaitCount(api, endpoint, "{}", 60);
                replay = api.replay(endpoint.id(), "{}", 15);
            }
            road.awaitRequests(60 * 5 + 10, WITHIN);

            road.stop("one");
            int before = attempts(road, endpoint, 6).size();
            road.loseDisk("one");
            road.start("one");
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                JsonNode done = api.awaitReplayed(replay, WITHIN);
                assertThat(done.path("sent").asInt()).isEqualTo(60);
                assertThat(done.path("delivered").asInt()).isEqualTo(60);
            }

            assertThat(before).as("sent before the restart").isLessThan(60);
            road.judge();
            assertThat(attempts(road, endpoint, 6))
                    .hasSize(60)
                    .extracting(SeenAttempt::delivery)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void replaysGoOnAtAnotherInstanceWhenTheirOwnIsStopped(Broker broker) {
        int portOfTwo = LoopbackPort.free();
        try (Road road = Road.on(broker, SETTINGS)) {
            List<Endpoint> endpoints = oneOnEachPartition(road);
            Script script = Script.always(Reply.status(500));
            endpoints.forEach(each -> road.customer().answer(each.id(), script));
            road.start("one", Map.of("api.port", Integer.toString(LoopbackPort.free())));
            road.publish(TYPE, 30);
            road.awaitSettled(WITHIN);
            endpoints.forEach(each -> road.customer().answer(each.id(), Script.always(Reply.OK)));
            road.start("two", Map.of("api.port", Integer.toString(portOfTwo)));
            try (RoadApi api = new RoadApi(portOfTwo)) {
                endpoints.forEach(each -> awaitCount(api, each, "{}", 30));
                List<String> replays =
                        endpoints.stream().map(each -> api.replay(each.id(), "{}", 5)).toList();
                for (Endpoint each : endpoints) {
                    Awaitility.await()
                            .atMost(WITHIN)
                            .until(() -> attempts(road, each, 6).size() >= 5);
                }

                road.stop("one");
                road.forgetHistoryMember("one");

                for (String replay : replays) {
                    JsonNode done = api.awaitReplayed(replay, WITHIN);
                    assertThat(done.path("delivered").asInt()).isEqualTo(30);
                }
            }
            road.judge();
            assertThat(doneBy(road)).containsExactlyInAnyOrder("one", "two");
            for (Endpoint each : endpoints) {
                assertThat(attempts(road, each, 6))
                        .hasSize(30)
                        .extracting(SeenAttempt::delivery)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aLiveEventOvertakesReplaysOfTheSameSlowEndpoint(Broker broker) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("delivery.in-flight-per-endpoint", "1");
        try (Road road = Road.on(broker, settings)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.always(Reply.status(500)));
            road.start("one");
            road.publish(TYPE, 40);
            road.awaitSettled(WITHIN);
            road.customer()
                    .answer(endpoint.id(), Script.always(Reply.OK.after(Duration.ofMillis(100))));
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                awaitCount(api, endpoint, "{}", 40);
                String replay = api.replay(endpoint.id(), "{}", 1_000);
                road.awaitRequests(40 * 5 + 3, WITHIN);

                Event live = road.publish(TYPE);
                road.await(
                        Road.delivery(live, endpoint),
                        WITHIN,
                        history -> history.status().equals(new DeliveryStatus.Delivered()));

                int before =
                        road.customer()
                                .eventsSeen(endpoint.id())
                                .subList(40 * 5, 40 * 5 + attempts(road, endpoint, 6).size())
                                .indexOf(live.id().value());
                assertThat(before).as("replays before the live event").isBetween(3, 15);
                api.awaitReplayed(replay, WITHIN);
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
            road.awaitSettled(WITHIN);
            assertThat(road.customer().count()).isZero();
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                awaitCount(api, endpoint, "{\"missed\":true}", 20);
                road.endpoints()
                        .write(paused.withState(new EndpointState.Enabled(), Instant.now()));
                awaitEnabled(api, endpoint);

                JsonNode done =
                        api.awaitReplayed(
                                api.replay(endpoint.id(), "{\"missed\":true}", 100), WITHIN);

                assertThat(done.path("delivered").asInt()).isEqualTo(20);
            }
            road.judge();
            assertThat(road.customer().eventsSeen(endpoint.id()))
                    .containsExactlyInAnyOrderElementsOf(
                            road.expected().stream()
                                    .map(each -> each.event().id().value())
                                    .toList());
        }
    }

    @Test
    void anEndpointThatIsPausedMeanwhileGetsNothingAndMakesNoDeadLetters(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.always(Reply.status(500)));
            road.start("one");
            road.publish(TYPE, 30);
            road.awaitSettled(WITHIN);
            road.customer().answer(endpoint.id(), Script.always(Reply.OK));
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                awaitCount(api, endpoint, "{}", 30);
                String replay = api.replay(endpoint.id(), "{}", 4);
                road.awaitRequests(30 * 5 + 2, WITHIN);

                Endpoint paused = endpoint.withState(new EndpointState.Paused(), Instant.now());
                road.endpoints().write(paused);
                awaitState(api, replay, "held");
                road.awaitNoLag(WITHIN);
                int letters = road.records().deadLetters().size();
                int seen = attempts(road, endpoint, 6).size();
                road.endpoints()
                        .write(paused.withState(new EndpointState.Enabled(), Instant.now()));
                JsonNode done = api.awaitReplayed(replay, WITHIN);

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
            road.awaitSettled(WITHIN);
            Endpoint made = road.endpoint("message.*");
            past.forEach(road::expect);
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                Awaitility.await()
                        .atMost(WITHIN)
                        .until(() -> api.status("/v1/endpoints/" + made.id()) == 200);
                assertThat(api.count(made.id(), "{\"events\":true}")).isEqualTo(15);

                JsonNode done =
                        api.awaitReplayed(api.replay(made.id(), "{\"events\":true}", 100), WITHIN);
                JsonNode again =
                        api.awaitReplayed(api.replay(made.id(), "{\"events\":true}", 100), WITHIN);

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

    private static List<Endpoint> oneOnEachPartition(Road road) {
        Map<Integer, Endpoint> byPartition = new HashMap<>();
        while (byPartition.size() < PARTITIONS) {
            Endpoint endpoint = road.endpoint("*");
            Endpoint before =
                    byPartition.putIfAbsent(Partitions.of(endpoint.id(), PARTITIONS), endpoint);
            if (before != null) {
                road.endpoints().delete(endpoint);
            }
        }
        return List.copyOf(byPartition.values());
    }

    /** Who has written how far replays came. */
    private static Set<String> doneBy(Road road) {
        return road.records().on(road.topics().replays()).stream()
                .filter(record -> ReplayCodec.isProgress(record.key()))
                .map(record -> ReplayCodec.readProgress(record.value()).by())
                .collect(Collectors.toSet());
    }

    private static List<SeenAttempt> attempts(Road road, Endpoint endpoint, int number) {
        return road.customer().seen(endpoint.id()).stream()
                .filter(seen -> seen.attempt() == number)
                .toList();
    }

    /** The history follows a moment behind. */
    private static void awaitCount(RoadApi api, Endpoint endpoint, String select, int count) {
        Awaitility.await("the history knows all of them")
                .atMost(WITHIN)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> api.count(endpoint.id(), select) == count);
    }

    private static void awaitEnabled(RoadApi api, Endpoint endpoint) {
        Awaitility.await()
                .atMost(WITHIN)
                .until(() ->
                        api.get("/v1/endpoints/" + endpoint.id())
                                .path("state")
                                .asString("")
                                .equals("enabled"));
    }

    private static void awaitState(RoadApi api, String replay, String state) {
        Awaitility.await()
                .atMost(WITHIN)
                .until(() ->
                        api.get("/v1/replays/" + replay).path("state").asString("").equals(state));
    }
}
