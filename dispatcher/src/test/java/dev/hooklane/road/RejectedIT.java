package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.RejectReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can't be accepted goes on as it came, with the reason, and holds nothing up. */
@ExtendWith(Brokers.class)
class RejectedIT {

    @Test
    void everyKindOfBadRecordGoesToRejectedAndTheRoadGoesOn(Broker broker) {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.operator().eventType("bot.disabled", "{}", "{}", true);
            road.operator()
                    .eventType(
                            "bot.published",
                            "{\"version\":1}",
                            "{\"required\":[\"version\"]}",
                            false);
            road.start("one");
            List<BadRecord> bad = BadRecord.ALL;

            for (BadRecord record : bad) {
                road.records().write(record.on(road.topics().events()));
                road.publish("message.created");
            }
            road.awaitSettled();
            Awaitility.await("rejected records")
                    .untilAsserted(() ->
                            assertThat(road.records().on(road.topics().rejected()))
                                    .hasSizeGreaterThanOrEqualTo(bad.size()));

            road.judge();
            List<ConsumerRecord<byte[], byte[]>> rejected =
                    road.records().on(road.topics().rejected());
            assertThat(rejected).hasSameSizeAs(bad);
            for (BadRecord record : bad) {
                assertThat(rejected).as("rejected records").anyMatch(record::isUnchanged);
            }
            assertThat(bad)
                    .extracting(BadRecord::reason)
                    .as("every reason there is")
                    // The one takes two records, the other a fault of our code; both have tests of
                    // their own.
                    .containsAll(
                            EnumSet.complementOf(
                                    EnumSet.of(
                                            RejectReason.ID_REUSED, RejectReason.INTERNAL_ERROR)));
        }
    }

    @Test
    void cloudEventsAreDeliveredAsTheSamePayloadAsPlainJson(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("message.created");
            road.start("one");
            List<Event> events = new ArrayList<>();
            for (String id : List.of("plain", "binary", "structured", "of-a-header")) {
                Event event =
                        Event.builder(new EventType("message.created"))
                                .id(new EventId(id))
                                .timestamp(Instant.parse("2026-01-02T03:04:05Z"))
                                .dataJson("{\"text\":\"Grüße\",\"n\":1.50,\"10\":1,\"9\":2}")
                                .build();
                events.add(event);
                road.expect(event);
            }
            String topic = road.topics().events();

            road.records().write(plain(topic, "acme"));
            road.records().write(binary(topic));
            road.records().write(structured(topic));
            ProducerRecord<byte[], byte[]> byHeader = plain(topic, "somebody-else");
            byHeader.headers().add("hooklane-account", "acme".getBytes(UTF_8));
            road.records()
                    .write(
                            new ProducerRecord<>(
                                    topic,
                                    null,
                                    byHeader.key(),
                                    new String(byHeader.value(), UTF_8)
                                            .replace("plain", "of-a-header")
                                            .getBytes(UTF_8),
                                    byHeader.headers()));
            road.awaitSettled();

            road.judge();
            assertThat(road.customer().seen(endpoint.id()))
                    .extracting(SeenAttempt::event)
                    .containsExactlyInAnyOrder("plain", "binary", "structured", "of-a-header");
            assertThat(events).hasSize(4);
        }
    }

    private static ProducerRecord<byte[], byte[]> plain(String topic, String key) {
        return record(
                topic,
                key,
                "{ \"data\": {\"text\":\"Gr\\u00fc\\u00dfe\", \"n\":1.50, \"10\":1, \"9\":2},"
                        + " \"type\":\"message.created\", \"id\":\"plain\","
                        + " \"timestamp\":\"2026-01-02T03:04:05Z\" }");
    }

    private static ProducerRecord<byte[], byte[]> binary(String topic) {
        ProducerRecord<byte[], byte[]> record =
                record(topic, "acme", "{\"text\":\"Grüße\",\"n\":1.50,\"10\":1,\"9\":2}");
        record.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", "binary".getBytes(UTF_8))
                .add("ce_source", "/bots".getBytes(UTF_8))
                .add("ce_type", "message.created".getBytes(UTF_8))
                .add("ce_time", "2026-01-02T03:04:05Z".getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> structured(String topic) {
        ProducerRecord<byte[], byte[]> record =
                record(
                        topic,
                        "acme",
                        "{\"specversion\":\"1.0\",\"id\":\"structured\",\"source\":\"/bots\","
                                + "\"type\":\"message.created\",\"time\":\"2026-01-02T03:04:05Z\","
                                + "\"datacontenttype\":\"application/json\","
                                + "\"data\":{\"text\":\"Grüße\",\"n\":1.50,\"10\":1,\"9\":2}}");
        record.headers()
                .add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }
}
