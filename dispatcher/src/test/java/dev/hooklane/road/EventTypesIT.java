package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.catalogue.CatalogueCodec;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.EventType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The catalogue decides on the road too, as it was when an event was published. */
@ExtendWith(Brokers.class)
class EventTypesIT {
    private static final int TYPES = 100;

    @Test
    void anEventThatFollowsItsTypeAtOnceIsNeverRejected(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.start("one");
            Set<String> published = new TreeSet<>();

            for (int i = 0; i < TYPES; i++) {
                road.operator().eventType("shop.sold_" + i, "{}", "{}", false);
                published.add("evt_sold_" + i);
                write(road, "evt_sold_" + i, "shop.sold_" + i, "{}");
            }
            Awaitility.await("all events")
                    .until(() -> road.customer().eventsSeen(endpoint.id()).containsAll(published));

            assertThat(road.records().on(road.topics().rejected())).isEmpty();
        }
    }

    @Test
    void typesAreDeliveredUnderTheNamesOfOtherSystems(Broker broker) {
        try (Road road = Road.on(broker)) {
            List<String> types = List.of("user.signed-up", "OrderPaid", "com.acme.Order.Created");
            Endpoint all = road.endpoint("*");
            Endpoint group = road.endpoint("com.*");
            Endpoint exact = road.endpoint("OrderPaid");
            road.start("one");

            for (String type : types) {
                road.operator().eventType(type, "{}", "{}", false);
                write(road, "evt_" + type.replace('.', '_'), type, "{}");
            }
            Awaitility.await("all events").until(() -> road.customer().count() == types.size() + 2);

            assertThat(road.customer().seen(all.id()))
                    .extracting(attempt -> attempt.header("x-mga-event"))
                    .containsExactlyInAnyOrderElementsOf(types);
            assertThat(road.customer().eventsSeen(group.id()))
                    .containsExactly("evt_com_acme_Order_Created");
            assertThat(road.customer().eventsSeen(exact.id())).containsExactly("evt_OrderPaid");
        }
    }

    @Test
    void aStreamOfUnknownTypesHoldsNothingUp(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.start("one");

            for (int i = 0; i < 5 * TYPES; i++) {
                write(road, "evt_unknown_" + i, "shop.unknown", "{}");
            }
            write(road, "evt_known", "message.created", "{}");
            Awaitility.await("the known one")
                    .until(() -> road.customer().eventsSeen(endpoint.id()).contains("evt_known"));

            assertThat(road.records().on(road.topics().rejected())).hasSize(5 * TYPES);
        }
    }

    @Test
    void aDeletedTypeIsUnknownAfterARestartAndAnAddedOneKnown(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.operator().eventType("shop.sold", "{}", "{}", false);
            road.operator().eventType("shop.returned", "{}", "{}", false);
            road.records()
                    .write(
                            new ProducerRecord<>(
                                    road.topics().eventTypes(),
                                    CatalogueCodec.key(new EventType("shop.returned")),
                                    null));
            write(road, "evt_returned", "shop.returned", "{}");
            write(road, "evt_sold", "shop.sold", "{}");

            road.start("one");
            Awaitility.await()
                    .until(() -> road.customer().eventsSeen(endpoint.id()).contains("evt_sold"));

            assertThat(road.records().on(road.topics().rejected())).hasSize(1);
        }
    }

    @Test
    void aTestOfATypeReachesTheOneEndpointOnly(Broker broker) {
        try (Road road = Road.on(broker, Map.of("roles", "fan-out,delivery,control-plane"))) {
            Endpoint tested = road.endpoint("bot.*");
            Endpoint other = road.endpoint("*");
            road.start("one");

            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                JsonNode result = api.test(tested.id(), "message.created");

                assertThat(result.path("status").asString()).isEqualTo("delivered");
                assertThat(result.path("trigger").asString()).isEqualTo("test");
                assertThat(result.path("type").asString()).isEqualTo("message.created");
            }
            assertThat(road.customer().seen(tested.id())).hasSize(1);
            assertThat(road.customer().seen(other.id())).isEmpty();
        }
    }

    @Test
    void aCatalogueOfItsOwnReplacesTheDefaultOne(Broker broker) {
        Map<String, String> settings =
                Map.of(
                        "roles",
                        "fan-out,delivery,control-plane",
                        "events.catalogue",
                        "src/test/resources/dev/hooklane/config/shop-catalogue.json");
        try (Road road = Road.on(broker, settings)) {
            Endpoint endpoint = road.endpoint("*");
            road.start("one");

            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                JsonNode types = api.get("/v1/event-types?limit=500").path("eventTypes");
                JsonNode paid = api.get("/v1/event-types/order.paid");

                assertThat(types.valueStream().map(type -> type.path("name").asString()))
                        .containsExactly(
                                "delivery.exhausted",
                                "endpoint.disabled",
                                "endpoint.failing",
                                "endpoint.recovered",
                                "order.cancelled",
                                "order.paid",
                                "webhook.test");
                assertThat(paid.path("description").asString()).isEqualTo("An order was paid.");
                assertThat(paid.path("builtIn").asBoolean()).isTrue();
                assertThat(paid.path("schema").path("required").path(0).asString())
                        .isEqualTo("orderId");
                assertThat(api.publish(event("evt_http", "order.paid", "{\"orderId\":\"o\"}")))
                        .isEqualTo(202);
                assertThat(api.publish(event("evt_default", "message.created", "{}")))
                        .isEqualTo(422);
                assertThat(api.publish(event("evt_mismatch", "order.paid", "{}"))).isEqualTo(422);
            }
            write(road, "evt_kafka", "order.cancelled", "{}");
            write(road, "evt_unknown", "message.created", "{}");
            Awaitility.await("both of the catalogue's")
                    .until(() ->
                            road.customer()
                                    .eventsSeen(endpoint.id())
                                    .containsAll(Set.of("evt_http", "evt_kafka")));
            Awaitility.await("the one of the default catalogue")
                    .untilAsserted(() ->
                            assertThat(road.records().on(road.topics().rejected())).hasSize(1));
        }
    }

    /** As a body of the API. */
    private static String event(String id, String type, String data) {
        return "{\"account\":\"%s\",\"id\":\"%s\",\"type\":\"%s\",\"data\":%s}"
                .formatted(Road.ACCOUNT, id, type, data);
    }

    private static void write(Road road, String id, String type, String data) {
        String event =
                "{\"id\":\"%s\",\"type\":\"%s\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"data\":%s}"
                        .formatted(id, type, data);
        road.records()
                .write(
                        new ProducerRecord<>(
                                road.topics().events(),
                                Road.ACCOUNT.value().getBytes(UTF_8),
                                event.getBytes(UTF_8)));
    }
}
