package dev.hooklane.road;

import static dev.hooklane.road.RoadReplays.SETTINGS;
import static dev.hooklane.road.RoadReplays.TYPE;
import static dev.hooklane.road.RoadReplays.api;
import static dev.hooklane.road.RoadReplays.attempts;
import static dev.hooklane.road.RoadReplays.awaitCount;
import static dev.hooklane.road.RoadReplays.deadLetters;
import static dev.hooklane.road.RoadReplays.expectedEvents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.replay.ReplayCodec;
import dev.hooklane.topic.Partitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Dead letters again, seen by the customer's server. */
@ExtendWith(Brokers.class)
class ReplayIT {
    /** As the road's settings have it. */
    private static final int PARTITIONS = 4;

    @Test
    void deadLettersOfAMendedEndpointAreDeliveredOnceEachWithTheSameIdsAsAttemptSix(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = deadLetters(road, 40);
            road.customer().answer(endpoint.id(), Script.always(Reply.OK));
            try (RoadApi api = api(road)) {
                awaitCount(api, endpoint, "{}", 40);

                String replay = api.replay(endpoint.id(), "{}", 200);
                JsonNode done = api.awaitReplayed(replay);

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
                    .containsExactlyInAnyOrderElementsOf(expectedEvents(road));
            assertThat(road.customer().seen(endpoint.id())).hasSize(40 * 6);
        }
    }

    @Test
    void whatFailsAgainIsADeadLetterAgainAndComesNoSecondTime(Broker broker) {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = deadLetters(road, 10);
            try (RoadApi api = api(road)) {
                awaitCount(api, endpoint, "{}", 10);

                JsonNode done = api.awaitReplayed(api.replay(endpoint.id(), "{}", 5));

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
            Endpoint endpoint = deadLetters(road, 60);
            road.customer().answer(endpoint.id(), Script.always(Reply.OK));
            String replay;
            try (RoadApi api = api(road)) {
                awaitCount(api, endpoint, "{}", 60);
                replay = api.replay(endpoint.id(), "{}", 15);
            }
            road.awaitRequests(60 * 5 + 10);

            road.stop("one");
            int before = attempts(road, endpoint, 6).size();
            road.loseDisk("one");
            road.start("one");
            try (RoadApi api = api(road)) {
                JsonNode done = api.awaitReplayed(replay);
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
            road.awaitSettled();
            endpoints.forEach(each -> road.customer().answer(each.id(), Script.always(Reply.OK)));
            road.start("two", Map.of("api.port", Integer.toString(portOfTwo)));
            try (RoadApi api = new RoadApi(portOfTwo)) {
                endpoints.forEach(each -> awaitCount(api, each, "{}", 30));
                List<String> replays =
                        endpoints.stream().map(each -> api.replay(each.id(), "{}", 5)).toList();
                for (Endpoint each : endpoints) {
                    Awaitility.await().until(() -> attempts(road, each, 6).size() >= 5);
                }

                road.stop("one");
                road.operator().forgetHistoryMember("one");

                for (String replay : replays) {
                    JsonNode done = api.awaitReplayed(replay);
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
}
