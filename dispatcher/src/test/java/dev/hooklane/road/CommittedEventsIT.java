package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a service took back never reaches a customer. */
@ExtendWith(Brokers.class)
class CommittedEventsIT {

    @Test
    void anAbortedTransactionsEventIsNotDeliveredAndACommittedOneIs(Broker broker)
            throws Exception {
        try (Road road = Road.on(broker);
                KafkaProducer<byte[], byte[]> service =
                        new KafkaProducer<>(
                                Map.of(
                                        "bootstrap.servers",
                                        broker.bootstrapServers(),
                                        "transactional.id",
                                        "a-service"),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            Endpoint endpoint = road.endpoint("message.created");
            road.start("one");
            String topic = road.topics().events();
            service.initTransactions();

            service.beginTransaction();
            service.send(record(topic, "taken-back")).get();
            Awaitility.await("nothing comes, as long as a fan-out that does not wait needs")
                    .during(Duration.ofSeconds(1))
                    .until(() -> road.customer().count() == 0);
            service.abortTransaction();
            service.beginTransaction();
            service.send(record(topic, "committed")).get();
            road.expect(event("committed"));
            service.commitTransaction();
            road.publish("message.created");
            road.awaitSettled();

            road.judge();
            assertThat(road.customer().seen(endpoint.id()))
                    .extracting(SeenAttempt::event)
                    .contains("committed")
                    .doesNotContain("taken-back")
                    .hasSize(2);
        }
    }

    private static Event event(String id) {
        return Event.builder(new EventType("message.created"))
                .id(new EventId(id))
                .timestamp(Instant.parse("2026-01-02T03:04:05Z"))
                .dataJson("{\"n\":1}")
                .build();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String id) {
        return new ProducerRecord<>(
                topic,
                "acme".getBytes(UTF_8),
                ("{\"id\":\"%s\",\"type\":\"message.created\","
                                + "\"timestamp\":\"2026-01-02T03:04:05Z\",\"data\":{\"n\":1}}")
                        .formatted(id)
                        .getBytes(UTF_8));
    }
}
