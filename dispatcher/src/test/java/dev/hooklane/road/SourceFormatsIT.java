package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.fanout.RejectedCopy;
import dev.hooklane.source.Source;
import dev.hooklane.source.ValueFormat;
import dev.hooklane.source.format.AvroBytes;
import dev.hooklane.source.registry.PlayedRegistry;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Records of Avro become deliveries, by the schemas of a registry that may be away. */
@ExtendWith(Brokers.class)
class SourceFormatsIT {
    private static final Source.Formats AVRO =
            new Source.Formats(ValueFormat.TEXT, ValueFormat.AVRO, "shop");
    private static final String MAPPING =
            """
            {"account": "value.customer", "type": "'order.paid'",
             "data": {"orderId": "value.order", "total": "value.total", "day": "value.day"}}
            """;
    private static final String ORDER =
            """
            {"type": "record", "name": "Order", "namespace": "com.shop", "fields": [
              {"name": "customer", "type": "string"},
              {"name": "order", "type": "long"},
              {"name": "total", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "card", "type": ["null", "string"]}]}
            """;

    @Test
    void recordsOfAvroAreDelivered(Broker broker) {
        try (PlayedRegistry registry = new PlayedRegistry().schema(1, "AVRO", ORDER);
                SourceShop shop = new SourceShop();
                Road road = Road.on(broker, settings(shop, registry))) {
            Endpoint endpoint = road.endpoint("order.*");
            shop.write(0, order(1, 7));
            road.start("one");
            shop.apply(road, shop.source(AVRO, MAPPING));
            awaitSeen(road, 1);

            assertThat(road.customer().seen(endpoint.id()))
                    .extracting(attempt -> new String(attempt.body().bytes(), UTF_8))
                    .singleElement()
                    .asString()
                    .endsWith("\"data\":{\"orderId\":7,\"total\":12.5,\"day\":\"2026-11-28\"}}");
        }
    }

    @Test
    void aRecordOfAnUnknownSchemaIsRejectedAndTheOthersGoOn(Broker broker) {
        try (PlayedRegistry registry = new PlayedRegistry().schema(1, "AVRO", ORDER);
                SourceShop shop = new SourceShop();
                Road road = Road.on(broker, settings(shop, registry))) {
            road.endpoint("order.*");
            road.start("one");
            shop.apply(road, shop.source(AVRO, MAPPING));

            shop.write(0, order(9, 1));
            shop.write(0, "{\"order\":2}".getBytes(UTF_8));
            shop.write(0, new byte[] {0, 0, 0, 0, 1, 2, 3});
            shop.write(0, order(1, 3));
            awaitSeen(road, 1);

            assertThat(road.records().on(road.topics().rejected()))
                    .allSatisfy(record ->
                            assertThat(header(record, RejectedCopy.REASON_HEADER))
                                    .isEqualTo("source_unreadable"))
                    .extracting(record -> header(record, RejectedCopy.DETAIL_HEADER))
                    .containsExactly(
                            "source orders, cluster shop: value can't be read: registry shop: schema 9 is not there",
                            "source orders, cluster shop: value begins with the byte 0x7b, and not with 0x00 and the id of a schema",
                            "source orders, cluster shop: value is not of schema 1: order ends too early");
        }
    }

    @Test
    void whileTheRegistryIsAwayNothingIsLostOrRejected(Broker broker) {
        try (PlayedRegistry registry =
                        new PlayedRegistry().schema(1, "AVRO", ORDER).schema(2, "AVRO", ORDER);
                SourceShop shop = new SourceShop();
                Road road = Road.on(broker, settings(shop, registry))) {
            road.endpoint("order.*");
            shop.write(0, order(1, 0));
            road.start("one");
            shop.apply(road, shop.source(AVRO, MAPPING));
            awaitSeen(road, 1);

            registry.failWith(503, "");
            shop.write(0, order(1, 1));
            shop.write(0, order(2, 2));
            shop.write(0, order(1, 3));
            Awaitility.await("it asks again and again")
                    .until(() ->
                            registry.asked().stream().filter("/schemas/ids/2"::equals).count() > 2);
            registry.goAway();
            shop.write(1, order(1, 4));
            awaitSeen(road, 3);
            assertThat(SourceShop.published(road)).hasSize(3);

            registry.work();
            registry.comeBack();
            awaitSeen(road, 5);

            assertThat(SourceShop.published(road))
                    .hasSize(5)
                    .allSatisfy((place, times) -> assertThat(times).as(place).isEqualTo(1));
            assertThat(road.records().on(road.topics().rejected())).isEmpty();
        }
    }

    /** The instance that is asked reads no source itself. */
    @Test
    void aSourceThatWaitsForItsRegistrySaysSoWhereverItIsAsked(Broker broker) {
        try (PlayedRegistry registry = new PlayedRegistry().schema(1, "AVRO", ORDER);
                SourceShop shop = new SourceShop();
                Road road = Road.on(broker, settings(shop, registry))) {
            road.endpoint("order.*");
            registry.failWith(503, "");
            shop.write(0, order(1, 0));
            road.start("one");
            road.start("two", Map.of("roles", "control-plane"));
            shop.apply(road, shop.source(AVRO, MAPPING));

            try (RoadApi api = new RoadApi(road.running("two").apiPort())) {
                awaitRegistryProblem(api, 1, "registry shop answers 503");
                registry.work();
                awaitSeen(road, 1);
                awaitRegistryProblem(api, 0, "");
            }
        }
    }

    private static void awaitRegistryProblem(RoadApi api, int waiting, String problem) {
        Awaitility.await("it waits: " + problem)
                .untilAsserted(() -> {
                    JsonNode source = api.get("/v1/sources/orders");
                    assertThat(source.path("progress").path("waiting").asInt(-1))
                            .isEqualTo(waiting);
                    assertThat(source.path("registryProblem").asString("")).isEqualTo(problem);
                    assertThat(source.path("reading").valueStream())
                            .filteredOn(each -> !each.path("registryProblem").isNull())
                            .hasSize(waiting);
                });
    }

    private static Map<String, String> settings(SourceShop shop, PlayedRegistry registry) {
        Map<String, String> settings = new HashMap<>(shop.settings());
        settings.put("sources.registries.shop.url", registry.url());
        return settings;
    }

    private static byte[] order(int schema, int number) {
        byte[] value =
                new AvroBytes()
                        .text(Road.ACCOUNT.toString())
                        .number(number)
                        .bytes((byte) 0x04, (byte) 0xe2)
                        .number(20_785)
                        .number(1)
                        .text("4111")
                        .done();
        return ByteBuffer.allocate(5 + value.length)
                .put((byte) 0)
                .putInt(schema)
                .put(value)
                .array();
    }

    private static void awaitSeen(Road road, int count) {
        Awaitility.await(count + " deliveries").until(() -> road.customer().count() >= count);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
