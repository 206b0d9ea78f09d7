package dev.hooklane.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.producer.EventPublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Instances, publishers and readers of a secured Kafka. */
final class SecuredClients {
    static final Duration SOON = Duration.ofSeconds(30);

    private final SecuredCluster cluster;

    SecuredClients(SecuredCluster cluster) {
        this.cluster = cluster;
    }

    Dispatcher start(String user, String roles) {
        return start(user, roles, Map.of());
    }

    Dispatcher start(String user, String roles, Map<String, String> more) {
        Dispatcher dispatcher = Dispatcher.start(cluster.config(user, roles, more));
        Awaitility.await(user + " is ready").atMost(SOON).until(dispatcher::isReady);
        return dispatcher;
    }

    Event event(String type) {
        return Event.builder(type).dataJson("{\"text\":\"hello\"}").build();
    }

    private void publish(String type) {
        try (EventPublisher publisher = publisher("publisher")) {
            publisher.publish(new AccountId("acme"), event(type)).join();
        }
    }

    EventPublisher publisher(String user) {
        Map<String, String> client = new HashMap<>(cluster.client(user));
        String servers = client.getOrDefault("bootstrap.servers", "");
        client.remove("bootstrap.servers");
        return EventPublisher.builder().bootstrapServers(servers).kafka(client).build();
    }

    /** Publishes until the endpoint has a delivery that is like that, and returns its id. */
    String deliveryOf(String type, Api api, String endpoint, String status)
            throws IOException, InterruptedException {
        Awaitility.await("a %s delivery of %s".formatted(status, type))
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    // The fan-out may not know of the endpoint yet.
                    publish(type);
                    return api.delivery(endpoint, status).isPresent();
                });
        return api.delivery(endpoint, status).orElseThrow();
    }

    void publishNoEvent() throws Exception {
        write("hooklane.events", "no event");
    }

    /** Writes a record as the publisher, whose key is an account. */
    void write(String topic, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        new HashMap<>(cluster.client("publisher")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    topic, "acme".getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get();
        }
    }

    void writtenTo(String topic) {
        Map<TopicPartition, OffsetSpec> ends =
                Map.of(
                        new TopicPartition(topic, 0), OffsetSpec.latest(),
                        new TopicPartition(topic, 1), OffsetSpec.latest());
        Awaitility.await("a record in " + topic)
                .atMost(SOON)
                .until(() ->
                        cluster.admin().listOffsets(ends).all().get().values().stream()
                                .anyMatch(end -> end.offset() > 0));
    }
}
