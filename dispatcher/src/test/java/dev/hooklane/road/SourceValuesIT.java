package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.source.Source;
import dev.hooklane.source.ValueFormat;
import dev.hooklane.source.registry.PlayedRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records of every other format than Avro become deliveries, from their topic to the webhook. */
@ExtendWith(Brokers.class)
class SourceValuesIT {
    private static final int SCHEMA = 7;
    private static final String MAPPING =
            """
            {"account": "value.customer", "type": "'order.paid'",
             "data": {"orderId": "value.order", "paidAt": "value.paid"}}
            """;
    private static final String DELIVERED =
            "\"data\":{\"orderId\":%s,\"paidAt\":\"2026-11-28T00:00:00Z\"}}";

    @Test
    void messagesOfProtobufAreDelivered(Broker broker) {
        String file =
                """
                syntax = "proto3";
                package shop;
                import "google/protobuf/timestamp.proto";
                message Order {
                  string customer = 1; int64 order = 2; google.protobuf.Timestamp paid = 3;
                  string card = 4;
                }
                """;
        try (PlayedRegistry registry = new PlayedRegistry().schema(SCHEMA, "PROTOBUF", file);
                SourceShop shop = new SourceShop();
                Road road = Road.on(broker, settings(shop, registry))) {
            Endpoint endpoint = road.endpoint("order.*");
            shop.apply(road, shop.source(formats(ValueFormat.PROTOBUF, "shop"), MAPPING));
            shop.write(0, framed(order(9_007_199_254_740_993L)));
            road.start("one");

            // JSON's numbers would lose digits, so Protobuf's rules make it a string.
            assertDelivered(road, endpoint, DELIVERED.formatted("\"9007199254740993\""));
        }
    }

    @Test
    void jsonWithTheIdOfItsSchemaIsDelivered(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            Endpoint endpoint = road.endpoint("order.*");
            shop.apply(road, shop.source(formats(ValueFormat.JSON_SCHEMA, ""), MAPPING));
            shop.write(0, framed(json().getBytes(UTF_8)));
            road.start("one");

            assertDelivered(road, endpoint, DELIVERED.formatted("7"));
        }
    }

    @Test
    void cloudEventsOfBothModesAreDelivered(Broker broker) {
        String mapping =
                """
                {"account": "value.data.customer", "type": "value.type",
                 "data": {"orderId": "value.data.order", "paidAt": "value.time"}}
                """;
        String attributes =
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"order.paid\",\"time\":\"2026-11-28T00:00:00Z\"";
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            Endpoint endpoint = road.endpoint("order.*");
            shop.apply(road, shop.source(formats(ValueFormat.CLOUDEVENTS, ""), mapping));
            shop.write(
                    record(
                            json(),
                            Map.of(
                                    "ce_specversion", "1.0",
                                    "ce_id", "1",
                                    "ce_source", "/shop",
                                    "ce_type", "order.paid",
                                    "ce_time", "2026-11-28T00:00:00Z",
                                    "content-type", "application/json")));
            shop.write(
                    record(
                            "{%s,\"data\":%s}".formatted(attributes, json()),
                            Map.of("content-type", "application/cloudevents+json")));
            road.start("one");

            String delivered = DELIVERED.formatted("7");
            assertDelivered(road, endpoint, delivered, delivered);
        }
    }

    private static void assertDelivered(Road road, Endpoint endpoint, String... ends) {
        road.awaitRequests(ends.length);
        assertThat(road.customer().seen(endpoint.id()))
                .extracting(attempt -> new String(attempt.body().bytes(), UTF_8))
                .hasSize(ends.length)
                .zipSatisfy(List.of(ends), (body, end) -> assertThat(body).endsWith(end));
        assertThat(road.records().on(road.topics().rejected())).isEmpty();
    }

    private static Source.Formats formats(ValueFormat value, String registry) {
        return new Source.Formats(ValueFormat.TEXT, value, registry);
    }

    private static Map<String, String> settings(SourceShop shop, PlayedRegistry registry) {
        Map<String, String> settings = new HashMap<>(shop.settings());
        settings.put("sources.registries.shop.url", registry.url());
        return settings;
    }

    private static String json() {
        return "{\"customer\":\"%s\",\"order\":7,\"paid\":\"2026-11-28T00:00:00Z\",\"card\":\"4111\"}"
                .formatted(Road.ACCOUNT);
    }

    /** The first message of the schema's file, which one byte of zero says. */
    private static byte[] order(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeSInt32NoTag(0);
            out.writeString(1, Road.ACCOUNT.toString());
            out.writeInt64(2, number);
            out.writeByteArray(3, paidAt());
            out.writeString(4, "4111");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] paidAt() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64(1, 1_795_824_000L);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] framed(byte[] value) {
        return ByteBuffer.allocate(5 + value.length)
                .put((byte) 0)
                .putInt(SCHEMA)
                .put(value)
                .array();
    }

    private static ProducerRecord<byte[], byte[]> record(
            String value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(SourceShop.TOPIC, 0, null, value.getBytes(UTF_8));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }
}
