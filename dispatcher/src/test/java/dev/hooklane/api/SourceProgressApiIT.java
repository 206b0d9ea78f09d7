package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressCodec;
import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.progress.SourceProgress;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Operators see how sources do, and what of them is not read. */
@ExtendWith(SharedApi.class)
class SourceProgressApiIT {
    private final ApiFixture api;

    SourceProgressApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void theListIsSearchedAndSaysHowEachDoesIfAsked() throws Exception {
        SourcesApiIT.makeTopic(api, "listed.topic");
        Answer added =
                api.send(
                        "PUT",
                        "/v1/sources/listed-orders",
                        SourcesApiIT.body("listed.topic", ",\"begin\":\"earliest\""));
        writeProgress("listed-orders", "listed.topic", 0);

        Awaitility.await()
                .untilAsserted(() -> {
                    JsonNode found = api.get("/v1/sources?search=ed-ord&progress=true").json();
                    assertThat(found.path("sources")).hasSize(1);
                    assertThat(found.path("sources").path(0).path("progress").toString())
                            .isEqualTo(
                                    "{\"partitions\":1,\"held\":1,\"waiting\":0,\"lagRecords\":0,\"lagSeconds\":0,\"published\":7,\"skipped\":2,\"rejected\":{\"source_unmapped\":3}}");
                });
        assertThat(added.status()).isEqualTo(201);
        assertThat(
                        api.get("/v1/sources?search=ed-ord")
                                .json()
                                .path("sources")
                                .path(0)
                                .has("progress"))
                .isFalse();
        assertThat(api.get("/v1/sources?search=nowhere").json().path("sources").isEmpty()).isTrue();
        assertThat(api.get("/v1/sources?progress=perhaps").status()).isEqualTo(400);
    }

    @Test
    void aNamedTopicThatIsNotThereIsNamed() throws Exception {
        api.send("PUT", "/v1/sources/misspelt", SourcesApiIT.body("ordres"));

        JsonNode shown = api.get("/v1/sources/misspelt").json();

        assertThat(shown.path("lagProblemCode").asString()).isEqualTo("topics_missing");
        assertThat(shown.path("lagProblem").asString())
                .isEqualTo("cluster hooklane has no topic ordres");
    }

    /** The name of the cluster leads to other brokers by now. */
    @Test
    void partitionsThatWereReadOnAnotherClusterWaitForARewind() throws Exception {
        SourcesApiIT.makeTopic(api, "moved.topic");
        api.send(
                "PUT",
                "/v1/sources/moved",
                SourcesApiIT.body("moved.topic", ",\"begin\":\"earliest\""));
        writeProgress("moved", "moved.topic", 0, "another-cluster");

        Awaitility.await()
                .untilAsserted(() -> {
                    JsonNode shown = api.get("/v1/sources/moved").json();
                    assertThat(shown.path("awaitingRewind").asInt(-1)).isEqualTo(1);
                    assertThat(shown.path("progress").path("held").asInt(-1)).isZero();
                    assertThat(shown.path("progress").path("lagRecords").isNull()).isTrue();
                    assertThat(shown.path("lagProblemCode").asString()).isEqualTo("awaits_rewind");
                    assertThat(shown.path("lagProblem").asString())
                            .isEqualTo(
                                    "cluster hooklane is not the one that was read; partitions that wait until the source is rewound: 1");
                });
    }

    /** Its progress of then has partitions that the cluster knows nothing of. */
    @Test
    void aTopicThatWasMadeAnewWithFewerPartitionsIsShownAsItIs() throws Exception {
        SourcesApiIT.makeTopic(api, "shrunk.topic");
        api.send(
                "PUT",
                "/v1/sources/shrunk",
                SourcesApiIT.body("shrunk.topic", ",\"begin\":\"earliest\""));
        writeProgress("shrunk", "shrunk.topic", 0);
        writeProgress("shrunk", "shrunk.topic", 500);

        Awaitility.await()
                .untilAsserted(() -> {
                    JsonNode shown = api.get("/v1/sources/shrunk").json();
                    assertThat(shown.path("lagProblem").isNull()).isTrue();
                    assertThat(shown.path("reading")).hasSize(1);
                    assertThat(shown.path("progress").path("lagRecords").asInt(-1)).isZero();
                });
    }

    @Test
    void aTopicThatVanishedIsNoProblemIfOnlyAPatternMatchedIt() throws Exception {
        SourcesApiIT.makeTopic(api, "matched.stays");
        api.send(
                "PUT",
                "/v1/sources/matched",
                SourcesApiIT.body("matched.*", ",\"begin\":\"earliest\""));
        writeProgress("matched", "matched.gone", 0);
        writeProgress("matched", "matched.stays", 0);

        Awaitility.await()
                .untilAsserted(() -> {
                    JsonNode shown = api.get("/v1/sources/matched").json();
                    assertThat(shown.path("reading")).hasSize(1);
                    assertThat(shown.path("lagProblem").isNull()).isTrue();
                });
    }

    /** Writes what an instance would that reads the partition. */
    private void writeProgress(String source, String topic, int partition) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", api.broker.bootstrapServers()))) {
            writeProgress(source, topic, partition, admin.describeCluster().clusterId().get());
        }
    }

    private void writeProgress(String source, String topic, int partition, String cluster)
            throws Exception {
        SourceName name = new SourceName(source);
        SourceProgress reached =
                new SourceProgress(
                        new SourceProgress.LogIdentity(cluster, "t"),
                        0,
                        api.sources.known().index().find(name).orElseThrow().generation(),
                        "hooklane.source-%s-one".formatted(source),
                        Instant.now(),
                        new RecordCounts(7, 2, Map.of("source_unmapped", 3L)));
        api.written.put(
                new ProducerRecord<>(
                        api.topics.sourceProgress(),
                        ProgressCodec.key(new PartitionKey(name, topic, partition)),
                        ProgressCodec.write(reached)));
    }
}
