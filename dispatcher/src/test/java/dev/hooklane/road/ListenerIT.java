package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.embedded.ReceivedRequest;
import dev.hooklane.embedded.SignatureVerdict;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.ListenerUrl;
import dev.hooklane.event.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A stream with a temporary endpoint: one instance holds it, another has the endpoint's lane and
 * hands the requests over.
 */
@ExtendWith(Brokers.class)
class ListenerIT {
    private static final int WARM_UP = 20;
    private static final int EVENTS = 100;

    @Test
    void eventsReachTheDevelopersServerAsTheyWouldAnEndpoint(Broker broker) {
        int port = LoopbackPort.free();
        try (Road road = Road.on(broker)) {
            start(road, port);
            try (RoadApi api = new RoadApi(port);
                    OpenListener listener = new OpenListener(port, 0, _ -> {})) {
                assertThat(api.publish(event("evt_one"))).isEqualTo(202);
                ReceivedRequest first = request(listener, 1);

                assertThat(first.bodySignature()).isInstanceOf(SignatureVerdict.Valid.class);
                assertThat(first.standardSignature()).isInstanceOf(SignatureVerdict.Valid.class);
                assertThat(first.eventType()).isEqualTo("message.created");
                JsonNode told = delivery(api, first.deliveryId(), "delivered", 1);
                assertThat(told.path("attempts").get(0).path("status").asInt()).isEqualTo(200);
                assertThat(listener.printed()).contains("-> 200");

                listener.sendAgain();
                ReceivedRequest second = request(listener, 2);
                assertThat(second.deliveryId()).isEqualTo(first.deliveryId());
                assertThat(second.attempt()).isEqualTo("2");
                delivery(api, first.deliveryId(), "delivered", 2);
                assertThat(api.scrape()).doesNotContain("hooklane_attempts_total{");

                listener.stop();
                awaitNoEndpoint(listener);
            }
        }
    }

    @Test
    void aFailedEventIsADeadLetterAtOnceAndCausesNoEvent(Broker broker) {
        int port = LoopbackPort.free();
        try (Road road = Road.on(broker, Map.of("endpoints.failing-after", "1"))) {
            start(road, port);
            road.endpoint("delivery.*", "endpoint.*");
            try (RoadApi api = new RoadApi(port);
                    OpenListener listener = new OpenListener(port, 1, _ -> {})) {
                api.publish(event("evt_failing"));
                ReceivedRequest failed = request(listener, 1);
                delivery(api, failed.deliveryId(), "dead", 1);

                listener.sendAgain();
                request(listener, 2);
                delivery(api, failed.deliveryId(), "dead", 2);
                api.publish(event("evt_after"));
                ReceivedRequest next = request(listener, 3);
                delivery(api, next.deliveryId(), "dead", 1);
                assertThat(road.customer().seen()).isEmpty();
            }
        }
    }

    /** As an instance leaves them that is killed, and one that is started again. */
    @Test
    void endpointsWithoutAStreamVanish(Broker broker) {
        int port = LoopbackPort.free();
        int deadPort = LoopbackPort.free();
        try (Road road = Road.on(broker)) {
            Endpoint killed = orphan(road, deadPort);
            Endpoint former = orphan(road, port);
            Event event = road.publish("message.created");
            start(road, port);
            try (RoadApi api = new RoadApi(port)) {
                Awaitility.await("both are deleted")
                        .untilAsserted(() ->
                                assertThat(api.get("/v1/endpoints?account=acme").path("endpoints"))
                                        .isEmpty());
                for (Endpoint endpoint : List.of(killed, former)) {
                    road.await(
                            Road.delivery(event, endpoint),
                            each -> each.status() instanceof DeliveryStatus.Cancelled);
                }
            }
        }
    }

    private static Endpoint orphan(Road road, int port) {
        return road.endpoints().make(Road.ACCOUNT, _ -> ListenerUrl.of("127.0.0.1:" + port), "*");
    }

    /** Prints how much later than at an endpoint on this machine events arrive. */
    @Test
    void eventsArriveAboutAsSoonAsAtAnEndpoint(Broker broker) {
        int port = LoopbackPort.free();
        Map<String, Long> arrived = new ConcurrentHashMap<>();
        try (Road road = Road.on(broker)) {
            start(road, port);
            Endpoint endpoint = road.endpoint("message.created");
            try (RoadApi api = new RoadApi(port);
                    OpenListener listener =
                            new OpenListener(
                                    port,
                                    0,
                                    request ->
                                            arrived.putIfAbsent(
                                                    request.eventId(), System.nanoTime()))) {
                long[] later = new long[EVENTS];
                for (int i = -WARM_UP; i < EVENTS; i++) {
                    String id = "evt_timed" + i;
                    api.publish(event(id));
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> road.customer().eventsSeen(endpoint.id()).contains(id));
                    long here = System.nanoTime();
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> arrived.containsKey(id));
                    later[Math.max(0, i)] = Math.max(0, arrived.getOrDefault(id, here) - here);
                }
                Arrays.sort(later);
                System.out.printf(
                        "listener later than endpoint: p50 %.1f ms, p99 %.1f ms, of %d%n",
                        later[EVENTS / 2] / 1e6, later[EVENTS * 99 / 100] / 1e6, EVENTS);
                assertThat(arrived).hasSize(WARM_UP + EVENTS);
                assertThat(listener.requests()).hasSize(WARM_UP + EVENTS);
            }
        }
    }

    /** One holds the stream; only the other delivers. */
    private static void start(Road road, int port) {
        road.start(
                "holder",
                Map.of(
                        "roles",
                        "fan-out,control-plane",
                        "api.port",
                        Integer.toString(port),
                        "api.advertised",
                        "127.0.0.1:" + port));
        road.start("deliverer", Map.of("roles", "delivery"));
    }

    private static String event(String id) {
        return "{\"account\":\"acme\",\"id\":\"%s\",\"type\":\"message.created\",\"data\":{\"text\":\"Grüße\"}}"
                .formatted(id);
    }

    private static ReceivedRequest request(OpenListener listener, int number) {
        Awaitility.await("request " + number)
                .untilAsserted(() -> assertThat(listener.requests()).hasSize(number));
        return listener.requests().getFirst();
    }

    private static JsonNode delivery(RoadApi api, String id, String status, int attempts) {
        Awaitility.await("delivery %s is %s".formatted(id, status))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    JsonNode known = api.get("/v1/deliveries/" + new DeliveryId(id));
                    assertThat(known.path("status").asString("")).isEqualTo(status);
                    assertThat(known.path("attempts").size()).isEqualTo(attempts);
                });
        return api.get("/v1/deliveries/" + id);
    }

    private static void awaitNoEndpoint(OpenListener listener) {
        Awaitility.await("the endpoint is gone")
                .untilAsserted(() -> assertThat(listener.endpoints()).isZero());
    }
}
