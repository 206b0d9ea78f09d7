package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.fanout.FanOutTopology;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An event that is marked to be fanned out once is, however often it is published, whatever happens
 * to the instance between.
 */
@ExtendWith(Brokers.class)
class OnceIT {
    private static final String AT_LEAST_ONCE = "at-least-once";
    private static final String EXACTLY_ONCE = "exactly-once";

    @ParameterizedTest
    @ValueSource(strings = {AT_LEAST_ONCE, EXACTLY_ONCE})
    void aRepeatIsDeliveredOnceAlsoAfterARestartWithAndWithoutTheDisk(
            String guarantee, Broker broker) {
        try (Road road = road(broker, guarantee)) {
            road.endpoint("*");
            road.start("one");
            publishTwice(road, "evt_first");

            road.stop("one");
            road.start("one");
            publish(road, "evt_first");
            publishTwice(road, "evt_second");

            road.stop("one");
            road.loseDisk("one");
            road.start("one");
            publish(road, "evt_first");
            publish(road, "evt_second");
            publishTwice(road, "evt_third");

            assertDeliveredOnce(road, "evt_first", "evt_second", "evt_third");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {AT_LEAST_ONCE, EXACTLY_ONCE})
    void aRepeatIsDeliveredOnceAlsoAfterAKill(String guarantee, Broker broker)
            throws InterruptedException {
        try (Road road = road(broker, guarantee)) {
            road.endpoint("*");
            DispatcherProcess killed = road.startProcess("one");
            publishTwice(road, "evt_first");
            publish(road, "evt_second");
            killed.kill();

            road.start("one");
            publish(road, "evt_first");
            publish(road, "evt_second");
            publishTwice(road, "evt_third");

            assertDeliveredOnce(road, "evt_first", "evt_second", "evt_third");
        }
    }

    @Test
    void whatIsPublishedTwiceOverTheApiIsDeliveredOnce(Broker broker) {
        int port = LoopbackPort.free();
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start(
                    "one",
                    Map.of(
                            "roles",
                            "fan-out,delivery,control-plane",
                            "api.port",
                            Integer.toString(port)));
            try (RoadApi api = new RoadApi(port)) {
                String named = body("\"id\":\"evt_named\",");
                String batch = "{\"events\":[%s,%s]}".formatted(body(""), named);
                for (int i = 0; i < 2; i++) {
                    // One by its id under two keys, the others by their key and place.
                    api.publish("/v1/events", "key" + i, named);
                    api.publish("/v1/events", "single", body(""));
                    api.publish("/v1/events/batch", "batch", batch);
                }
            }

            publish(road, "evt_last");
            road.expect(event("evt_last"));
            road.awaitSettled();
            road.awaitNoLag();
            assertThat(road.customer().seen())
                    .extracting(SeenAttempt::event)
                    .doesNotHaveDuplicates()
                    .contains("evt_named", "evt_last")
                    .hasSize(4);
        }
    }

    /** As the relay of an outbox does that dies between publishing a row and marking it. */
    @Test
    void aRowOfAnOutboxThatTheLibraryPublishesTwiceIsDeliveredOnce(Broker broker) {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("one");

            road.publish(event("evt_row"));
            road.publish(event("evt_row"));

            assertDeliveredOnce(road, "evt_row");
        }
    }

    private static String body(String id) {
        return "{%s\"account\":\"%s\",\"type\":\"message.created\",\"data\":{}}"
                .formatted(id, Road.ACCOUNT);
    }

    private static Road road(Broker broker, String guarantee) {
        return Road.on(broker, Map.of("fan-out.processing-guarantee", guarantee));
    }

    private static void assertDeliveredOnce(Road road, String... ids) {
        // Repeats that were not recognised would be in front of this one on their partition.
        publish(road, "evt_last");
        for (String id : ids) {
            road.expect(event(id));
        }
        road.expect(event("evt_last"));
        road.awaitSettled();
        road.awaitNoLag();
        assertThat(road.records().on(road.topics().deliveries()))
                // What is read again after a kill makes the same delivery of the same record.
                .extracting(record ->
                        new String(record.headers().lastHeader("hooklane-origin").value(), UTF_8))
                .as("published records that were fanned out")
                .satisfies(origins -> assertThat(Set.copyOf(origins)).hasSize(ids.length + 1));
    }

    private static void publishTwice(Road road, String id) {
        publish(road, id);
        publish(road, id);
    }

    private static void publish(Road road, String id) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        road.topics().events(),
                        Road.ACCOUNT.value().getBytes(UTF_8),
                        event(id).payload().bytes());
        record.headers().add(FanOutTopology.ONCE_HEADER, "1".getBytes(UTF_8));
        road.records().write(record);
    }

    private static Event event(String id) {
        return Event.builder(new EventType("message.created"))
                .id(new EventId(id))
                .timestamp(Instant.parse("2026-01-02T03:04:05Z"))
                .dataJson("{}")
                .build();
    }
}
