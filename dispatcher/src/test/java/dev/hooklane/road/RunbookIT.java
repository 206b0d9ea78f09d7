package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.event.Event;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What docs/OPERATIONS.md says to do ends what its alert tells of. */
@ExtendWith(Brokers.class)
class RunbookIT {
    private static final Map<String, String> WITH_API =
            Map.of("roles", "fan-out,delivery,control-plane", "metrics.look-interval", "1s");

    @Test
    void anEndpointWhoseKeyIsLostIsDeliveredToOnceItsUrlIsGivenAgainAndItsSecretRotated(
            Broker broker) {
        try (Road road = Road.on(broker, WITH_API)) {
            road.endpoint("message.created");
            road.endpoint("message.created");
            Endpoint sealed = road.endpoint("message.updated");
            SecretKeys lost = SecretKeys.generate();
            road.records()
                    .write(
                            new ProducerRecord<>(
                                    road.topics().endpoints(),
                                    EndpointCodec.key(sealed.account(), sealed.id()),
                                    new EndpointCodec(TinkSecretCipher.of(lost.toJson()))
                                            .write(sealed)));
            road.start("one");
            Event event = road.publish("message.updated");
            try (RoadApi api = Runbook.api(road)) {
                Runbook.awaitMetric(api, "hooklane_endpoints_sealed 1.0");
                Runbook.awaitMetric(
                        api, "hooklane_deliveries_parked_total{reason=\"endpoint_sealed\"} 1.0");
                assertThat(api.part("endpoints")).contains("lacks key " + lost.primaryId());
                assertThat(road.customer().seen(sealed.id())).isEmpty();

                ObjectNode url = JsonMapper.shared().createObjectNode();
                url.put("url", sealed.url().toString()).putObject("headers");
                api.change(sealed.id(), url.toString());
                Runbook.hooklane(road, "endpoints", "rotate-secret", sealed.id().value());
                road.awaitSettled();

                Runbook.awaitMetric(api, "hooklane_endpoints_sealed 0.0");
            }
            assertThat(road.status(event, sealed)).isEqualTo(new DeliveryStatus.Delivered());
        }
    }

    @Test
    void whatAnOpenTransactionHoldsIsDeliveredOnceItIsAborted(Broker broker) throws Exception {
        try (Road road = Road.on(broker, WITH_API);
                KafkaProducer<byte[], byte[]> service = producer(broker, "orders-1");
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            road.endpoint("*");
            road.start("one");
            service.initTransactions();
            service.beginTransaction();
            RecordMetadata open =
                    service.send(
                                    new ProducerRecord<>(
                                            road.topics().events(),
                                            Road.ACCOUNT.value().getBytes(UTF_8),
                                            "never committed".getBytes(UTF_8)))
                            .get();
            TopicPartition held = new TopicPartition(open.topic(), open.partition());
            road.publish("message.created");
            try (RoadApi api = Runbook.api(road)) {
                String series =
                        "hooklane_events_held_seconds{partition=\"%d\",transactional_id=\"orders-1\"}"
                                .formatted(held.partition());
                Runbook.awaitMetric(api, series);
                assertThat(road.customer().count()).isZero();

                abort(admin, held);
                road.awaitSettled();

                road.judge();
                Awaitility.await("nothing is held").until(() -> !api.scrape().contains(series));
            }
        }
    }

    /** As {@code kafka-transactions.sh} describes, and aborts. */
    private static void abort(Admin admin, TopicPartition partition) throws Exception {
        ProducerState open =
                admin
                        .describeProducers(Set.of(partition))
                        .partitionResult(partition)
                        .get()
                        .activeProducers()
                        .stream()
                        .filter(each -> each.currentTransactionStartOffset().isPresent())
                        .findAny()
                        .orElseThrow();
        admin.abortTransaction(
                        new AbortTransactionSpec(
                                partition,
                                open.producerId(),
                                (short) open.producerEpoch(),
                                open.coordinatorEpoch().orElse(0)))
                .all()
                .get();
    }

    @Test
    void recordsThatNoTopicShouldHaveAreFoundWithTheirPlacesWhileTheRoadGoesOn(Broker broker) {
        try (Road road = Road.on(broker, WITH_API)) {
            road.endpoint("*");
            road.start("one");
            for (String topic : List.of(road.topics().events(), road.topics().deliveries())) {
                for (int partition = 0; partition < 4; partition++) {
                    road.records()
                            .write(
                                    new ProducerRecord<>(
                                            topic,
                                            partition,
                                            "acme".getBytes(UTF_8),
                                            "poison".getBytes(UTF_8)));
                }
            }
            road.publish("message.created", 20);
            road.awaitSettled();
            try (RoadApi api = Runbook.api(road)) {
                Runbook.awaitMetric(api, "hooklane_events_rejected_total{reason=\"not_json\"} 4.0");
                Runbook.awaitMetric(api, "hooklane_deliveries_unreadable_total 4.0");
            }

            assertThat(firstPlace(road, "not_json")).startsWith(road.topics().events() + ":");
            assertThat(firstPlace(road, "unreadable_delivery"))
                    .startsWith(road.topics().deliveries() + ":");
            road.judge();
        }
    }

    @Test
    void anInstanceWithTooLittleHeapEndsAndOnceItHasMoreNothingIsLost(Broker broker)
            throws InterruptedException {
        try (Road road = Road.on(broker)) {
            road.endpoint("*");
            road.publish("message.created", 100);

            assertThat(DispatcherProcess.starve(road.settings("one"), "12m"))
                    .as("the exit code of an instance without memory")
                    .isEqualTo(3);
            road.start("one");
            road.awaitSettled();

            road.judge();
        }
    }

    /** Where the latest record with that reason stands, as an operator finds it. */
    private static String firstPlace(Road road, String reason) {
        String listed = Runbook.hooklane(road, "rejected", "list", "--reason", reason).out();
        String id = listed.lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
        return JsonMapper.shared()
                .readTree(Runbook.hooklane(road, "rejected", "show", id, "--json").out())
                .path("source")
                .asString();
    }

    private static KafkaProducer<byte[], byte[]> producer(Broker broker, String transactionalId) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
