package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.endpoint.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An operator sees what waits and which endpoints are in trouble, whichever instance is asked. */
@ExtendWith(Brokers.class)
class TroubleIT {

    @Test
    void anEndpointThatHangsIsSeenFromEveryInstance(Broker broker) {
        int portOfOne = LoopbackPort.free();
        int portOfTwo = LoopbackPort.free();
        try (Road road =
                Road.on(
                        broker,
                        Map.of("delivery.timeout", "1s", "delivery.connect-timeout", "1s"))) {
            Endpoint hanging = road.endpoint("*");
            road.endpoint("*");
            road.customer().answer(hanging.id(), Script.always(Reply.HANG));
            road.start("one", roles(portOfOne, "fan-out,delivery,control-plane"));
            road.start("two", roles(portOfTwo, "fan-out,delivery,control-plane"));
            road.publish("message.created", 20);
            try (RoadApi one = new RoadApi(portOfOne);
                    RoadApi two = new RoadApi(portOfTwo)) {
                for (RoadApi api : List.of(one, two)) {
                    Awaitility.await("the lane of the hanging endpoint")
                            .untilAsserted(() -> {
                                JsonNode told = api.get("/v1/lanes");
                                assertThat(told.path("lanes").valueStream())
                                        .filteredOn(lane -> !text(lane, "breaker").equals("closed"))
                                        .extracting(lane -> text(lane, "endpoint"))
                                        .containsExactly(hanging.id().value());
                                assertThat(told.path("instances").toString())
                                        .isEqualTo("[\"one\",\"two\"]");
                                assertThat(told.path("notAsked").isEmpty()).isTrue();
                            });
                }
                road.start("three", Map.of("roles", "delivery"));
                Awaitility.await("one that cannot be asked")
                        .untilAsserted(() ->
                                assertThat(one.get("/v1/lanes").path("notAsked").toString())
                                        .isEqualTo("[\"three\"]"));
            }
        }
    }

    @Test
    void eventsOverTheirAccountsShareAreSeenOnEachInstance(Broker broker) {
        int portOfOne = LoopbackPort.free();
        int portOfTwo = LoopbackPort.free();
        try (Road road = Road.on(broker, Map.of("fan-out.account-deliveries-per-second", "1"))) {
            road.endpoint("*");
            road.start("one", roles(portOfOne, "fan-out,control-plane"));
            road.start("two", roles(portOfTwo, "fan-out,control-plane"));
            road.publish("message.created", 400);
            try (RoadApi one = new RoadApi(portOfOne);
                    RoadApi two = new RoadApi(portOfTwo)) {
                for (RoadApi api : List.of(one, two)) {
                    Awaitility.await("the deferred events")
                            .untilAsserted(() -> {
                                JsonNode deferred = api.get("/v1/waiting").path("deferred");
                                assertThat(deferred.path("events").asLong()).isGreaterThan(250);
                                assertThat(deferred.path("accounts").size()).isOne();
                                assertThat(
                                                deferred.path("accounts")
                                                        .path(0)
                                                        .path("events")
                                                        .asLong())
                                        .isGreaterThan(250);
                                assertThat(deferred.path("instances").toString())
                                        .isEqualTo("[\"one\",\"two\"]");
                                assertThat(deferred.path("notAsked").isEmpty()).isTrue();
                            });
                }
                road.start("three", Map.of("roles", "fan-out"));
                Awaitility.await("one that cannot be asked")
                        .untilAsserted(() ->
                                assertThat(
                                                one.get("/v1/waiting")
                                                        .path("deferred")
                                                        .path("notAsked")
                                                        .toString())
                                        .isEqualTo("[\"three\"]"));
            }
        }
    }

    @Test
    void whatWaitsIsSeenOnTheTopicThatItWaitsOn(Broker broker) {
        int port = LoopbackPort.free();
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,1h"))) {
            Endpoint failing = road.endpoint("*");
            road.customer().answer(failing.id(), Script.always(Reply.status(500)));
            road.start("teller", roles(port, "control-plane"));
            road.publish("message.created", 7);
            try (RoadApi api = new RoadApi(port)) {
                awaitWaiting(api, "events", 7);
                road.start("fan-out", Map.of("roles", "fan-out"));
                awaitWaiting(api, "deliveries", 7);
                road.start("delivery", Map.of("roles", "delivery"));
                JsonNode step = awaitWaiting(api, "step", 7);

                assertThat(text(step, "topic"))
                        .isEqualTo(road.topics().stepTopics().getFirst().name());
                assertThat(Instant.parse(text(step, "dueAt")))
                        .isEqualTo(Instant.parse(text(step, "oldestAt")).plusSeconds(3_600));
                assertThat(step.path("lateSeconds").asDouble(-1)).isZero();
            }
        }
    }

    /** What waits on topics of that kind and on no other; a marker or two may be counted too. */
    private static JsonNode awaitWaiting(RoadApi api, String kind, long records) {
        List<JsonNode> topics = new ArrayList<>();
        Awaitility.await("what waits")
                .untilAsserted(() -> {
                    topics.clear();
                    api.get("/v1/waiting")
                            .path("topics")
                            .valueStream()
                            .filter(topic -> topic.path("records").asLong() > 0)
                            .forEach(topics::add);
                    assertThat(topics)
                            .extracting(topic -> text(topic, "kind"))
                            .containsExactly(kind);
                    assertThat(topics.getFirst().path("records").asLong())
                            .isBetween(records, records + 5);
                });
        return topics.getFirst();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static Map<String, String> roles(int port, String roles) {
        return Map.of("roles", roles, "api.port", Integer.toString(port));
    }
}
