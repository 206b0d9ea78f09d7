package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The user of the source's cluster may see topics whose names begin with {@code shop.} alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProgressSweepIT {
    private static final String USER = "reader";
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant LATER = NOON.plus(Upkeep.TOPIC_KEPT_FOR);
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private SecuredBroker broker;
    private String clusterId;
    private Sources index;
    private KnownSources known;
    private AckedProducer producer;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = SecuredBroker.start(directory);
        clusterId = broker.admin().describeCluster().clusterId().get();
        broker.addUser(USER);
        broker.admin()
                .createAcls(
                        List.of(
                                new AclBinding(
                                        new ResourcePattern(
                                                ResourceType.TOPIC, "shop.", PatternType.PREFIXED),
                                        new AccessControlEntry(
                                                "User:" + USER,
                                                "*",
                                                AclOperation.READ,
                                                AclPermissionType.ALLOW))))
                .all()
                .get();
        makeTopic("sources");
        makeTopic("source-progress");
        KafkaSettings own = KafkaSettings.of(broker.bootstrapServers());
        Map<String, String> away = new HashMap<>();
        away.put("bootstrap.servers", LoopbackPort.HOST + ":" + LoopbackPort.free());
        away.put("request.timeout.ms", "500");
        away.put("default.api.timeout.ms", "1000");
        index = new Sources();
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
                        true);
        known.followed().awaitCaughtUp(WITHIN);
        known.progress().followed().awaitCaughtUp(WITHIN);
        producer = AckedProducer.connect(own.producerProperties());
    }

    @AfterAll
    void stop() {
        producer.close();
        known.formats().close();
        known.followed().close();
        known.progress().followed().close();
        broker.close();
    }

    @Test
    void progressOfATopicThatIsDeletedIsRemovedAfterSevenDays() throws Exception {
        Source source = apply("deleted", "shop", "shop.deleted.*");
        PartitionKey stays = read(source, "shop.deleted.v1", "");
        PartitionKey goes = read(source, "shop.deleted.v2", "");
        broker.admin().deleteTopics(List.of(goes.topic())).all().get();

        sweep(NOON);
        assertThat(find(goes).orElseThrow().unneededSince()).contains(NOON);
        sweep(LATER.minusMillis(1));
        assertThat(find(goes)).isPresent();
        sweep(LATER);

        assertThat(find(goes)).isEmpty();
        assertThat(find(stays).orElseThrow().unneededSince()).isEmpty();
    }

    @Test
    void aTopicThatIsBackKeepsItsProgress() throws Exception {
        Source source = apply("back", "shop", "shop.back.*");
        PartitionKey back = read(source, "shop.back.v1", "");
        SourceProgress before = find(back).orElseThrow();
        broker.admin().deleteTopics(List.of(back.topic())).all().get();
        sweep(NOON);
        makeTopic(back.topic());

        sweep(LATER);

        // So whoever claims it sees that it was made anew.
        assertThat(find(back)).contains(before);
    }

    /** Somebody takes the rights away for an hour, or for good: that is not known. */
    @Test
    void topicsThatAreHiddenKeepTheirProgress() throws Exception {
        Source source = apply("hidden", "shop", "hidden.*");
        PartitionKey there = read(source, "hidden.there", "");
        PartitionKey deleted = read(source, "hidden.deleted", "");
        broker.admin().deleteTopics(List.of(deleted.topic())).all().get();

        sweep(NOON);
        sweep(LATER);

        assertThat(find(there).orElseThrow().unneededSince()).isEmpty();
        assertThat(find(deleted).orElseThrow().unneededSince()).isEmpty();
    }

    @Test
    void whileTheClusterIsAwayNothingIsRemovedAndOtherSourcesAreSwept() throws Exception {
        Source away = apply("a-away", "away", "shop.away.*");
        Source unknown = apply("b-unknown", "not-configured", "shop.away.*");
        Source there = apply("c-there", "shop", "shop.there.*");
        PartitionKey kept = read(away, "shop.away.v1", "");
        PartitionKey keptToo = read(unknown, "shop.away.v2", "");
        PartitionKey goes = read(there, "shop.there.v1", "");
        broker.admin()
                .deleteTopics(List.of(kept.topic(), keptToo.topic(), goes.topic()))
                .all()
                .get();

        sweep(NOON);
        sweep(LATER);

        assertThat(find(kept).orElseThrow().unneededSince()).isEmpty();
        assertThat(find(keptToo).orElseThrow().unneededSince()).isEmpty();
        assertThat(find(goes)).isEmpty();
    }

    /** An instance that was killed, or is frozen, still has its name in the progress. */
    @Test
    void whoMayStillWriteIsFencedFirst() throws Exception {
        Source source = apply("frozen", "shop", "shop.frozen.*");
        try (Producer<byte[], byte[]> frozen = known.clients().producer(source)) {
            frozen.initTransactions();
            PartitionKey goes = read(source, "shop.frozen.v1", known.clients().writer(source));
            SourceProgress inHand = find(goes).orElseThrow();
            broker.admin().deleteTopics(List.of(goes.topic())).all().get();

            sweep(NOON);

            assertThat(find(goes).orElseThrow().isHeld()).isFalse();
            frozen.beginTransaction();
            assertThatThrownBy(
                            () -> {
                                var _ = frozen.send(record(goes, ProgressCodec.write(inHand)));
                                frozen.commitTransaction();
                            })
                    .isInstanceOf(KafkaException.class);
            sweep(LATER);
            assertThat(find(goes)).isEmpty();
        }
    }

    @Test
    void progressOfASourceThatIsRemovedIsRemoved() throws Exception {
        Source source = apply("removed", "shop", "shop.removed.*");
        PartitionKey goes = read(source, "shop.removed.v1", "");
        write(new ProducerRecord<>("sources", SourceCodec.key(source.name()), null));

        sweep(NOON);
        assertThat(find(goes)).isPresent();
        sweep(NOON.plus(Upkeep.SOURCE_KEPT_FOR));

        assertThat(find(goes)).isEmpty();
    }

    @Test
    void whoMakesAndDeletesTopicsAllTheTimeFillsNoMemory() {
        Source source = apply("many", "shop", "shop.many.*");
        SourceProgress read =
                new SourceProgress(
                        new SourceProgress.LogIdentity(clusterId, "gone"),
                        40,
                        source.generation(),
                        "",
                        NOON);
        int partitions = Upkeep.KEPT_MAX + 2;
        var _ =
                producer.writeAll(
                        IntStream.range(0, partitions)
                                .mapToObj(i ->
                                        record(
                                                new PartitionKey(source.name(), "shop.many.v1", i),
                                                ProgressCodec.write(read)))
                                .toList());
        known.progress().catchUp();

        sweep(NOON);
        assertThat(known.progress().book().of(source.name())).hasSize(partitions);
        sweep(NOON);

        assertThat(known.progress().book().of(source.name())).hasSize(Upkeep.KEPT_MAX);
    }

    /** A later release has written the source, and this one does not know what it says. */
    @Test
    void progressOfASourceThatCannotBeReadIsKept() throws Exception {
        SourceName later = new SourceName("later");
        write(
                new ProducerRecord<>(
                        "sources", SourceCodec.key(later), "{\"v\":99}".getBytes(UTF_8)));
        PartitionKey kept = read(source(later, "shop", "shop.later.*"), "shop.later.v1", "");

        sweep(NOON);
        sweep(LATER);

        assertThat(find(kept).orElseThrow().unneededSince()).isEmpty();
    }

    private void sweep(Instant now) {
        KafkaSettings own = KafkaSettings.of(broker.bootstrapServers());
        new ProgressSweep(
                        known,
                        "source-progress",
                        () -> AckedProducer.connect(own.producerProperties()),
                        () -> now)
                .sweep(() -> {});
        known.progress().catchUp();
    }

    private Optional<SourceProgress> find(PartitionKey partition) {
        return known.progress().book().find(partition);
    }

    private Source apply(String name, String cluster, String topics) {
        Source source = source(new SourceName(name), cluster, topics);
        write(
                new ProducerRecord<>(
                        "sources", SourceCodec.key(source.name()), SourceCodec.write(source)));
        return source;
    }

    private static Source source(SourceName name, String cluster, String topics) {
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
    private PartitionKey read(Source source, String topic, String writer) throws Exception {
        makeTopic(topic);
        String id =
                Objects.requireNonNull(
                                broker.admin()
                                        .describeTopics(List.of(topic))
                                        .allTopicNames()
                                        .get()
                                        .get(topic))
                        .topicId()
                        .toString();
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

    private static ProducerRecord<byte[], byte[]> record(
            PartitionKey partition, byte @Nullable [] value) {
        return new ProducerRecord<>("source-progress", ProgressCodec.key(partition), value);
    }

    /** Returns once this instance has read it. */
    private void write(ProducerRecord<byte[], byte[]> record) {
        RecordMetadata written = producer.write(record);
        FollowedTopic followed =
                record.topic().equals("sources") ? known.followed() : known.progress().followed();
        followed.awaitReadBack(written, seconds -> "not read back within %d s".formatted(seconds));
    }

    private void makeTopic(String topic) throws ExecutionException, InterruptedException {
        broker.admin().createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
}
