package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceCodec;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressCodec;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.Upkeep;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProgressSweepIT {
    private SweptCluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        cluster = new SweptCluster(directory);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void progressOfATopicThatIsDeletedIsRemovedAfterSevenDays() throws Exception {
        Source source = cluster.apply("deleted", "shop", "shop.deleted.*");
        PartitionKey stays = cluster.read(source, "shop.deleted.v1", "");
        PartitionKey goes = cluster.read(source, "shop.deleted.v2", "");
        cluster.broker().admin().deleteTopics(List.of(goes.topic())).all().get();

        cluster.sweep(SweptCluster.NOON);
        assertThat(cluster.find(goes).orElseThrow().unneededSince()).contains(SweptCluster.NOON);
        cluster.sweep(SweptCluster.LATER.minusMillis(1));
        assertThat(cluster.find(goes)).isPresent();
        cluster.sweep(SweptCluster.LATER);

        assertThat(cluster.find(goes)).isEmpty();
        assertThat(cluster.find(stays).orElseThrow().unneededSince()).isEmpty();
    }

    @Test
    void aTopicThatIsBackKeepsItsProgress() throws Exception {
        Source source = cluster.apply("back", "shop", "shop.back.*");
        PartitionKey back = cluster.read(source, "shop.back.v1", "");
        SourceProgress before = cluster.find(back).orElseThrow();
        cluster.broker().admin().deleteTopics(List.of(back.topic())).all().get();
        cluster.sweep(SweptCluster.NOON);
        cluster.makeTopic(back.topic());

        cluster.sweep(SweptCluster.LATER);

        // So whoever claims it sees that it was made anew.
        assertThat(cluster.find(back)).contains(before);
    }

    /** Somebody takes the rights away for an hour, or for good: that is not cluster.known(). */
    @Test
    void topicsThatAreHiddenKeepTheirProgress() throws Exception {
        Source source = cluster.apply("hidden", "shop", "hidden.*");
        PartitionKey there = cluster.read(source, "hidden.there", "");
        PartitionKey deleted = cluster.read(source, "hidden.deleted", "");
        cluster.broker().admin().deleteTopics(List.of(deleted.topic())).all().get();

        cluster.sweep(SweptCluster.NOON);
        cluster.sweep(SweptCluster.LATER);

        assertThat(cluster.find(there).orElseThrow().unneededSince()).isEmpty();
        assertThat(cluster.find(deleted).orElseThrow().unneededSince()).isEmpty();
    }

    @Test
    void whileTheClusterIsAwayNothingIsRemovedAndOtherSourcesAreSwept() throws Exception {
        Source away = cluster.apply("a-away", "away", "shop.away.*");
        Source unknown = cluster.apply("b-unknown", "not-configured", "shop.away.*");
        Source there = cluster.apply("c-there", "shop", "shop.there.*");
        PartitionKey kept = cluster.read(away, "shop.away.v1", "");
        PartitionKey keptToo = cluster.read(unknown, "shop.away.v2", "");
        PartitionKey goes = cluster.read(there, "shop.there.v1", "");
        cluster.broker()
                .admin()
                .deleteTopics(List.of(kept.topic(), keptToo.topic(), goes.topic()))
                .all()
                .get();

        cluster.sweep(SweptCluster.NOON);
        cluster.sweep(SweptCluster.LATER);

        assertThat(cluster.find(kept).orElseThrow().unneededSince()).isEmpty();
        assertThat(cluster.find(keptToo).orElseThrow().unneededSince()).isEmpty();
        assertThat(cluster.find(goes)).isEmpty();
    }

    /** An instance that was killed, or is frozen, still has its name in the progress. */
    @Test
    void whoMayStillWriteIsFencedFirst() throws Exception {
        Source source = cluster.apply("frozen", "shop", "shop.frozen.*");
        List<Producer<byte[], byte[]>> frozen = cluster.known().clients().producers(source);
        try {
            frozen.forEach(Producer::initTransactions);
            PartitionKey goes =
                    cluster.read(
                            source, "shop.frozen.v1", cluster.known().clients().writer(source));
            SourceProgress inHand = cluster.find(goes).orElseThrow();
            cluster.broker().admin().deleteTopics(List.of(goes.topic())).all().get();

            cluster.sweep(SweptCluster.NOON);

            assertThat(cluster.find(goes).orElseThrow().isHeld()).isFalse();
            assertThat(frozen)
                    .allSatisfy(each ->
                            assertThatThrownBy(() -> write(each, goes, inHand))
                                    .isInstanceOf(KafkaException.class));
            cluster.sweep(SweptCluster.LATER);
            assertThat(cluster.find(goes)).isEmpty();
        } finally {
            frozen.forEach(Producer::close);
        }
    }

    private static void write(
            Producer<byte[], byte[]> producer, PartitionKey partition, SourceProgress progress) {
        producer.beginTransaction();
        var _ = producer.send(SweptCluster.record(partition, ProgressCodec.write(progress)));
        producer.commitTransaction();
    }

    @Test
    void progressOfASourceThatIsRemovedIsRemoved() throws Exception {
        Source source = cluster.apply("removed", "shop", "shop.removed.*");
        PartitionKey goes = cluster.read(source, "shop.removed.v1", "");
        cluster.write(new ProducerRecord<>("sources", SourceCodec.key(source.name()), null));

        cluster.sweep(SweptCluster.NOON);
        assertThat(cluster.find(goes)).isPresent();
        cluster.sweep(SweptCluster.NOON.plus(Upkeep.SOURCE_KEPT_FOR));

        assertThat(cluster.find(goes)).isEmpty();
    }

    @Test
    void whoMakesAndDeletesTopicsAllTheTimeFillsNoMemory() {
        Source source = cluster.apply("many", "shop", "shop.many.*");
        SourceProgress read =
                new SourceProgress(
                        new SourceProgress.LogIdentity(cluster.clusterId(), "gone"),
                        40,
                        source.generation(),
                        "",
                        SweptCluster.NOON);
        int partitions = Upkeep.KEPT_MAX + 2;
        var _ =
                cluster.producer()
                        .writeAll(
                                IntStream.range(0, partitions)
                                        .mapToObj(i ->
                                                SweptCluster.record(
                                                        new PartitionKey(
                                                                source.name(), "shop.many.v1", i),
                                                        ProgressCodec.write(read)))
                                        .toList());
        cluster.known().progress().catchUp();

        cluster.sweep(SweptCluster.NOON);
        assertThat(cluster.known().progress().book().of(source.name())).hasSize(partitions);
        cluster.sweep(SweptCluster.NOON);

        assertThat(cluster.known().progress().book().of(source.name())).hasSize(Upkeep.KEPT_MAX);
    }

    /** A later release has written the source, and this one does not know what it says. */
    @Test
    void progressOfASourceThatCannotBeReadIsKept() throws Exception {
        SourceName later = new SourceName("later");
        cluster.write(
                new ProducerRecord<>(
                        "sources", SourceCodec.key(later), "{\"v\":99}".getBytes(UTF_8)));
        PartitionKey kept =
                cluster.read(
                        SweptCluster.source(later, "shop", "shop.later.*"), "shop.later.v1", "");

        cluster.sweep(SweptCluster.NOON);
        cluster.sweep(SweptCluster.LATER);

        assertThat(cluster.find(kept).orElseThrow().unneededSince()).isEmpty();
    }
}
