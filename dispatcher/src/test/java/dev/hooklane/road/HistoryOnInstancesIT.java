package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Each instance keeps a part of the history; any of them tells all of it. */
@ExtendWith(Brokers.class)
class HistoryOnInstancesIT {
    private static final int ENDPOINTS = 6;
    private static final int EVENTS = 25;

    @Test
    void anyInstanceTellsAllEvenIfAnotherIsGoneOrHasLostItsDisk(Broker broker) {
        int portOfOne = LoopbackPort.free();
        int portOfTwo = LoopbackPort.free();
        try (Road road = Road.on(broker, Map.of("history.standbys", "1"))) {
            for (int i = 0; i < ENDPOINTS; i++) {
                road.endpoint("*");
            }
            road.start("one", controlPlane(portOfOne));
            road.start("two", controlPlane(portOfTwo));
            road.publish("message.created", EVENTS);
            road.awaitSettled();
            List<String> all =
                    road.expected().stream()
                            .map(Expected::delivery)
                            .map(DeliveryId::value)
                            .sorted()
                            .toList();
            assertThat(all).hasSize(ENDPOINTS * EVENTS);
            String endpoints =
                    road.endpoints().all().stream()
                            .map(each -> each.id().value())
                            .collect(Collectors.joining(","));
            try (RoadApi one = new RoadApi(portOfOne);
                    RoadApi two = new RoadApi(portOfTwo)) {
                assertTellsAll(one, all);
                assertTellsAll(two, all);
                assertCountsAll(one, endpoints);
                assertCountsAll(two, endpoints);

                road.stop("two");
                assertTellsAll(one, all);
                assertCountsAll(one, endpoints);

                road.loseDisk("two");
                road.start("two", controlPlane(portOfTwo));
                assertTellsAll(two, all);
                assertTellsAll(one, all);
                assertCountsAll(one, endpoints);
                assertCountsAll(two, endpoints);
            }
        }
    }

    @Test
    void anyInstanceTellsTheResultOfATest(Broker broker) {
        int portOfOne = LoopbackPort.free();
        int portOfTwo = LoopbackPort.free();
        try (Road road = Road.on(broker)) {
            List<Endpoint> endpoints = new ArrayList<>();
            for (int i = 0; i < ENDPOINTS; i++) {
                endpoints.add(road.endpoint("*"));
            }
            Endpoint failing = endpoints.getFirst();
            road.customer().answer(failing.id(), Script.always(Reply.status(503)));
            road.start("one", controlPlane(portOfOne));
            road.start("two", controlPlane(portOfTwo));
            try (RoadApi one = new RoadApi(portOfOne);
                    RoadApi two = new RoadApi(portOfTwo)) {
                for (RoadApi api : List.of(one, two)) {
                    for (Endpoint endpoint : endpoints) {
                        JsonNode result = api.test(endpoint.id());
                        // The road's schedule is short: a failed one may be dead already.
                        assertThat(result.path("status").asString("").equals("delivered"))
                                .isEqualTo(!endpoint.equals(failing));
                        assertThat(result.path("attempts").get(0).path("status").asInt(0))
                                .isEqualTo(endpoint.equals(failing) ? 503 : 200);
                    }
                }
            }
        }
    }

    private static Map<String, String> controlPlane(int port) {
        return Map.of(
                "roles", "fan-out,delivery,control-plane", "api.port", Integer.toString(port));
    }

    /** In pages, and each delivery by itself. */
    private static void assertTellsAll(RoadApi api, List<String> all) {
        Awaitility.await("all deliveries are listed")
                .untilAsserted(
                        () -> assertThat(listed(api)).containsExactlyInAnyOrderElementsOf(all));
        for (String delivery : all) {
            assertThat(api.get("/v1/deliveries/" + delivery).path("status").asString(""))
                    .isEqualTo("delivered");
        }
    }

    /** Every attempt once, of many endpoints and of each by itself. */
    private static void assertCountsAll(RoadApi api, String endpoints) {
        JsonNode many = api.get("/v1/statistics?endpoints=" + endpoints).path("statistics");
        assertThat(many.valueStream())
                .hasSize(ENDPOINTS)
                .allMatch(each -> each.path("attempts").asInt() == EVENTS);
        for (String endpoint : endpoints.split(",", -1)) {
            assertThat(
                            api.get("/v1/endpoints/" + endpoint + "/statistics")
                                    .path("succeeded")
                                    .asInt())
                    .isEqualTo(EVENTS);
        }
    }

    private static List<String> listed(RoadApi api) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/v1/deliveries?account=acme&limit=40" + cursor);
            page.path("deliveries").forEach(each -> ids.add(each.path("id").asString("")));
            cursor = page.path("next").isString() ? "&cursor=" + page.path("next").asString() : "";
        } while (!cursor.isEmpty());
        return ids;
    }
}
