package dev.hooklane.source.run;

import dev.hooklane.config.KafkaSettings;
import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.embedded.SecuredBroker;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceCodec;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.Sources;
import dev.hooklane.source.format.Formats;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressBook;
import dev.hooklane.source.progress.ProgressCodec;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.Upkeep;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The user of the source's cluster may see topics whose names begin with {@code shop.} alone. */
final class SweptCluster implements AutoCloseable {
    private static final String USER = "reader";
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final Instant LATER = NOON.plus(Upkeep.TOPIC_KEPT_FOR);
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final SecuredBroker broker;
    private final String clusterId;
    private final KnownSources known;
    private final AckedProducer producer;

    SweptCluster(Path directory) throws Exception {
        broker = SecuredBroker.start(directory);
        clusterId = broker.admin().describeCluster().clusterId().get();
        broker.addUser(USER);
        broker.allowReading(USER, ResourceType.TOPIC, "shop.");
        makeTopic("sources");
        makeTopic("source-progress");
        KafkaSettings own = KafkaSettings.of(broker.bootstrapServers());
        Map<String, String> away = new HashMap<>();
        away.put("bootstrap.servers", LoopbackPort.HOST + ":" + LoopbackPort.free());
        away.put("request.timeout.ms", "500");
        away.put("default.api.timeout.ms", "1000");
        Sources index = new Sources();
        ProgressBook book = new ProgressBook();
        known =
                new KnownSources(
                        index,
                        FollowedTopic.start(own.consumerProperties(), "sources", index::follow),
                        new ProgressReading(
                                book,
                                FollowedTopic.start(
                                        own.consumerProperties(), "source-progress", book::follow),
                                broker.admin()),
                        new SourceClients(
                                "hooklane.",
                                "one",
                                own,
                                Map.of(
                                        "shop",
                                        new KafkaSettings(broker.client(USER, USER)),
                                        "away",
                                        new KafkaSettings(away))),
                        new Formats(Map.of()),
                        5_000,
                        true);
        known.followed().awaitCaughtUp(WITHIN);
        known.progress().followed().awaitCaughtUp(WITHIN);
        producer = AckedProducer.connect(own.producerProperties());
    }

    @Override
    public void close() {
        producer.close();
        known.formats().close();
        known.followed().close();
        known.progress().followed().close();
        broker.close();
    }

    SecuredBroker broker() {
        return broker;
    }

    String clusterId() {
        return clusterId;
    }

    KnownSources known() {
        return known;
    }

    AckedProducer producer() {
        return producer;
    }

    void sweep(Instant now) {
        KafkaSettings own = KafkaSettings.of(broker.bootstrapServers());
        new ProgressSweep(
                        known,
                        "source-progress",
                        () -> AckedProducer.connect(own.producerProperties()),
                        () -> now)
                .sweep(() -> {});
        known.progress().catchUp();
    }

    Optional<SourceProgress> find(PartitionKey partition) {
        return known.progress().book().find(partition);
    }

    Source apply(String name, String cluster, String topics) {
        Source source = source(new SourceName(name), cluster, topics);
        write(
                new ProducerRecord<>(
                        "sources", SourceCodec.key(source.name()), SourceCodec.write(source)));
        return source;
    }

    static Source source(SourceName name, String cluster, String topics) {
        return new Source(
                name,
                cluster,
                List.of(topics),
                new SourceBegin.Earliest(),
                Source.Formats.DEFAULT,
                JsonMapper.shared().createObjectNode(),
                "",
                false,
                1,
                NOON);
    }

    /** Makes a topic, and writes the progress of its partition as an instance would. */
    PartitionKey read(Source source, String topic, String writer) throws Exception {
        String id = makeTopic(topic);
        PartitionKey partition = new PartitionKey(source.name(), topic, 0);
        write(
                record(
                        partition,
                        ProgressCodec.write(
                                new SourceProgress(
                                        new SourceProgress.LogIdentity(clusterId, id),
                                        40,
                                        source.generation(),
                                        writer,
                                        NOON))));
        return partition;
    }

    static ProducerRecord<byte[], byte[]> record(PartitionKey partition, byte @Nullable [] value) {
        return new ProducerRecord<>("source-progress", ProgressCodec.key(partition), value);
    }

    /** Returns once this instance has read it. */
    void write(ProducerRecord<byte[], byte[]> record) {
        RecordMetadata written = producer.write(record);
        FollowedTopic followed =
                record.topic().equals("sources") ? known.followed() : known.progress().followed();
        followed.awaitReadBack(written, seconds -> "not read back within %d s".formatted(seconds));
    }

    /** Makes a topic that brokers can describe, and returns its id. */
    String makeTopic(String topic) throws ExecutionException, InterruptedException {
        Admin admin = broker.admin();
        String id =
                admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1)))
                        .topicId(topic)
                        .get()
                        .toString();
        // The controller has made it, and brokers hear of it a moment later.
        Awaitility.await()
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> !admin.describeTopics(List.of(topic)).allTopicNames().get().isEmpty());
        return id;
    }
}
