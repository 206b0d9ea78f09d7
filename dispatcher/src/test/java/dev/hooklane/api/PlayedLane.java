package dev.hooklane.api;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.topic.Partitions;
import dev.hooklane.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Writes what the owner of a lane writes, without delivering anything. */
final class PlayedLane implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> outcomes;
    private final Topics topics;
    private final EndpointDirectory directory;

    PlayedLane(String bootstrapServers, Topics topics, EndpointDirectory directory) {
        this.topics = topics;
        this.directory = directory;
        outcomes =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "lane"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        outcomes.initTransactions();
    }

    /** Writes outcomes as a lane does: history, and for dead ones the dead letter, at once. */
    void decide(Delivery delivery, DeliveryStatus status) {
        outcomes.beginTransaction();
        if (status instanceof DeliveryStatus.Dead dead) {
            ProducerRecord<byte[], byte[]> letter =
                    new ProducerRecord<>(
                            topics.deadLetters(),
                            null,
                            DeliveryRecords.key(delivery),
                            delivery.payload().bytes(),
                            DeliveryRecords.headers(delivery));
            letter.headers()
                    .add(
                            DeliveryRecords.REASON_HEADER,
                            dead.reason().wireName().getBytes(StandardCharsets.UTF_8));
            var _ = outcomes.send(letter);
        }
        var _ =
                outcomes.send(
                        new ProducerRecord<>(
                                topics.history(),
                                Partitions.of(delivery.endpoint(), ApiFixture.PARTITIONS),
                                HistoryCodec.key(delivery.id()),
                                HistoryCodec.write(
                                        DeliveryHistory.of(
                                                delivery,
                                                status,
                                                delivery.attempts(),
                                                Instant.parse("2024-01-15T10:40:00Z")))));
        outcomes.commitTransaction();
    }

    /**
     * Parks a delivery.
     *
     * @param since when it was parked for the first time, in milliseconds since 1970
     */
    void park(Delivery delivery, String reason, long since) {
        String topic = topics.parkedTopicList().getLast().name();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic,
                        Partitions.of(delivery.endpoint(), ApiFixture.PARTITIONS),
                        DeliveryRecords.key(delivery),
                        delivery.payload().bytes(),
                        DeliveryRecords.headers(delivery));
        record.headers()
                .add("hooklane-parked", "1,%d,0".formatted(since).getBytes(StandardCharsets.UTF_8))
                .add("hooklane-parked-for", reason.getBytes(StandardCharsets.UTF_8));
        outcomes.beginTransaction();
        var _ = outcomes.send(record);
        outcomes.commitTransaction();
    }

    /**
     * Writes what attempts have shown of an endpoint, as its owner does, and awaits that it is
     * known.
     */
    void health(EndpointId id, EndpointHealth health) {
        AccountId account = directory.find(id).orElseThrow().account();
        outcomes.beginTransaction();
        var _ =
                outcomes.send(
                        new ProducerRecord<>(
                                topics.endpoints(),
                                HealthCodec.key(account, id),
                                HealthCodec.write(health)));
        outcomes.commitTransaction();
        Awaitility.await().until(() -> directory.health(id).isPresent());
    }

    /** Writes an endpoint as an instance does that has these keys. */
    void seal(EndpointId id, SecretKeys keys) {
        Endpoint endpoint = directory.find(id).orElseThrow();
        EndpointCodec codec = new EndpointCodec(TinkSecretCipher.of(keys.toJson()));
        outcomes.beginTransaction();
        var _ =
                outcomes.send(
                        new ProducerRecord<>(
                                topics.endpoints(),
                                EndpointCodec.key(endpoint.account(), id),
                                codec.write(endpoint)));
        outcomes.commitTransaction();
    }

    @Override
    public void close() {
        outcomes.close(Duration.ZERO);
    }
}
