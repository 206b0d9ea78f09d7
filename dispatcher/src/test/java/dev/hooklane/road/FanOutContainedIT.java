package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.DeliveryRecords;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One event that can't be fanned out holds up no other. */
@ExtendWith(Brokers.class)
class FanOutContainedIT {
    private static final int BOMB = 3 << 20;

    @Test
    void theBrokersRefuseWhatUnpacksToMoreThanTheTopicTakes(Broker broker) {
        try (Road road = Road.on(broker);
                KafkaProducer<byte[], byte[]> packing = packing(broker)) {
            road.endpoint("*");
            road.start("one");

            assertThatThrownBy(() -> packing.send(bomb(road)).get())
                    .hasCauseInstanceOf(RecordTooLargeException.class);
            road.publish("message.created");
            road.awaitSettled();

            road.judge();
            assertThat(road.records().on(road.topics().rejected())).isEmpty();
        }
    }

    @Test
    void oneThatStandsThereFromBeforeIsRejectedCut(Broker broker) throws Exception {
        try (Road road = Road.on(broker);
                KafkaProducer<byte[], byte[]> packing = packing(broker)) {
            set(broker, road.topics().events(), "compression.type", "producer");
            road.endpoint("*");
            packing.send(bomb(road)).get();
            set(broker, road.topics().events(), "compression.type", "uncompressed");

            road.start("one");
            road.publish("message.created");
            road.awaitSettled();

            road.judge();
            ConsumerRecord<byte[], byte[]> rejected = rejected(road);
            assertThat(header(rejected, "hooklane-whole-bytes")).isEqualTo(Integer.toString(BOMB));
            assertThat(header(rejected, "hooklane-source")).startsWith(road.topics().events());
        }
    }

    @Test
    void aDeliveryThatItsTopicDoesNotTakeIsRejectedAndTheNextIsDelivered(Broker broker)
            throws Exception {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.start("one");
            set(broker, road.topics().deliveries(), "max.message.bytes", "100000");

            road.records()
                    .write(
                            new ProducerRecord<>(
                                    road.topics().events(),
                                    "acme".getBytes(UTF_8),
                                    ("{\"id\":\"evt_large\",\"type\":\"message.created\","
                                                    + "\"timestamp\":\"2026-01-02T03:04:05Z\","
                                                    + "\"data\":{\"text\":\"%s\"}}")
                                            .formatted("x".repeat(200_000))
                                            .getBytes(UTF_8)));
            ConsumerRecord<byte[], byte[]> rejected = rejected(road);
            road.publish("message.created");
            road.awaitSettled();

            road.judge();
            assertThat(header(rejected, "hooklane-reason")).isEqualTo("internal_error");
            assertThat(header(rejected, "hooklane-event")).isEqualTo("evt_large");
            assertThat(rejected.value()).hasSizeGreaterThan(200_000);
        }
    }

    private static ConsumerRecord<byte[], byte[]> rejected(Road road) {
        List<ConsumerRecord<byte[], byte[]>> all =
                Awaitility.await("rejected records")
                        .until(
                                () -> road.records().on(road.topics().rejected()),
                                records -> !records.isEmpty());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return DeliveryRecords.optional(record.headers(), name).orElseThrow();
    }

    private static ProducerRecord<byte[], byte[]> bomb(Road road) {
        return new ProducerRecord<>(
                road.topics().events(), "acme".getBytes(UTF_8), "a".repeat(BOMB).getBytes(UTF_8));
    }

    private static KafkaProducer<byte[], byte[]> packing(Broker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "compression.type",
                        "zstd",
                        "max.request.size",
                        2 * BOMB),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void set(Broker broker, String topic, String name, String value)
            throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                    List.of(
                                            new AlterConfigOp(
                                                    new ConfigEntry(name, value), OpType.SET))))
                    .all()
                    .get();
        }
    }
}
