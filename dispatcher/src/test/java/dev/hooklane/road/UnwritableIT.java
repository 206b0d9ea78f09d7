package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Kafka refuses to take stops nothing but itself. */
@ExtendWith(Brokers.class)
class UnwritableIT {
    private static final int EVENTS = 200;

    private static Event large() {
        return Event.builder(new EventType("message.updated"))
                .dataJson("{\"text\":\"" + "x".repeat(20_000) + "\"}")
                .build();
    }

    /** The topics of the schedule's steps, the first one first. */
    private static List<String> steps(Road road) {
        return road.topics().ofLanes().stream().filter(name -> name.contains("retry.")).toList();
    }

    @Test
    void aDeliveryThatNoTopicTakesBecomesADeadLetterAndAllOthersGoOn(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint small = road.endpoint("message.created");
            Endpoint large = road.endpoint("message.updated");
            road.customer().answer(small.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.customer().answer(large.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.start("one");
            steps(road)
                    .forEach(topic -> road.operator().change(topic, "max.message.bytes", "10000"));

            road.publish("message.created", EVENTS);
            Event refused = road.publish(large());
            road.publish("message.created", EVENTS);
            road.awaitSettled();

            DeliveryHistory history = road.history(refused, large);
            assertThat(history.status())
                    .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.UNWRITABLE));
            assertThat(history.attemptsMade()).isEqualTo(1);
            assertThat(road.records().deadLetters())
                    .extracting(Delivery::id)
                    .containsExactly(Road.delivery(refused, large));
            assertThat(road.customer().seen(small.id())).hasSize(4 * EVENTS);
            road.awaitNoLag();
        }
    }

    @Test
    void whatIsRefusedInAnyFormIsHeldBackAndAllOthersGoOn(Broker broker) {
        try (Road road = Road.on(broker, Map.of("roles", "fan-out"))) {
            Endpoint poisoned = road.endpoint("message.updated");
            Endpoint other = road.endpoint("message.created");
            road.start("fan-out");
            try (DeliveryAlone delivery = new DeliveryAlone(road, "delivery")) {
                Awaitility.await().until(delivery::isReady);
                delivery.clients().refuse(record -> isOf(poisoned, record));

                road.publish(large());
                road.publish("message.created", EVENTS);
                Awaitility.await("all others are delivered")
                        .untilAsserted(() ->
                                assertThat(road.records().histories().byDelivery().keySet())
                                        .hasSize(EVENTS));
                road.publish("message.created", EVENTS);
                Awaitility.await("more of them are")
                        .untilAsserted(() ->
                                assertThat(road.records().histories().byDelivery().keySet())
                                        .hasSize(2 * EVENTS));

                assertThat(road.customer().seen(poisoned.id())).hasSize(1);
                assertThat(road.customer().seen(other.id())).hasSize(2 * EVENTS);
                assertThat(delivery.clients().producersMade()).isEqualTo(1);
            }
        }
    }

    /** What the alert HooklaneOutcomesWait looks at. */
    private static double waiting(DeliveryAlone delivery, String topic) {
        String series = "hooklane_outcomes_waiting{topic=\"%s\"} ".formatted(topic);
        return delivery.scrape()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    private static boolean isOf(Endpoint endpoint, ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8).startsWith(endpoint.id().value());
    }

    @Test
    void whileATopicTakesNothingOnlyWhatMustBeWrittenThereWaits(Broker broker) {
        try (Road road = Road.on(broker, Map.of("roles", "fan-out"))) {
            Endpoint failing = road.endpoint("message.updated");
            road.endpoint("message.created");
            road.customer().answer(failing.id(), Script.byAttempt(Reply.status(500), Reply.OK));
            road.start("fan-out");
            try (DeliveryAlone delivery = new DeliveryAlone(road, "delivery")) {
                Awaitility.await().until(delivery::isReady);
                String step = steps(road).getFirst();
                delivery.clients().leaveUnanswered(record -> record.topic().equals(step));

                road.publish("message.updated", 10);
                road.publish("message.created", EVENTS);
                Awaitility.await("all others are delivered")
                        .untilAsserted(() ->
                                assertThat(road.records().histories().byDelivery().keySet())
                                        .hasSize(EVENTS));
                Awaitility.await("it says that outcomes wait for the topic")
                        .until(() -> waiting(delivery, step) > 0);
                delivery.clients().leaveUnanswered(_ -> false);
                road.awaitSettled();
                Awaitility.await("none waits any more").until(() -> waiting(delivery, step) == 0);

                road.judge();
                assertThat(delivery.clients().producersMade())
                        .as("the one whose transaction may hang is left behind")
                        .isGreaterThan(1);
            }
        }
    }
}
