package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressCodec;
import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.progress.SourceProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void onePartitionIsRewoundToAnOffsetAndTheAuditHasWhatIsLeftUnread() throws Exception {
        SourcesApiIT.makeTopic(api, "one.topic");
        for (int i = 0; i < 5; i++) {
            api.written.put(new ProducerRecord<>("one.topic", 0, null, new byte[1]));
        }
        api.send(
                "PUT",
                "/v1/sources/one",
                SourcesApiIT.body("one.topic", ",\"begin\":\"earliest\""));
        writeProgress("one", "one.topic", 0, clusterId(), topicId("one.topic"));
        Awaitility.await().until(() -> next("one") == 0);

        Answer unread = rewind("one", "one.topic", 0, 3);
        Answer back = rewind("one", "one.topic", 0, 1);

        assertThat(unread.status()).as(unread.response().body()).isEqualTo(200);
        assertThat(unread.json().path("rewound").toString())
                .isEqualTo(
                        "{\"topic\":\"one.topic\",\"partition\":0,\"offset\":3,\"from\":0,\"leftUnread\":3}");
        assertThat(back.json().path("rewound").toString())
                .isEqualTo(
                        "{\"topic\":\"one.topic\",\"partition\":0,\"offset\":1,\"from\":3,\"leftUnread\":0}");
        Awaitility.await().until(() -> next("one") == 1);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(
                                        api.get("/v1/audit?limit=100")
                                                .json()
                                                .path("entries")
                                                .valueStream()
                                                .map(entry -> entry.path("effect").asString("")))
                                .contains(
                                        "one.topic-0 is read from 3 on; offsets before it that are left unread: 3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"topic\":\"other\",\"partition\":0,\"offset\":0 | topic | topic other is none that source bounds reads: bounds.topic, bounds.gone",
                "\"topic\":\"bounds.gone\",\"partition\":0,\"offset\":0 | topic | cluster hooklane has no topic bounds.gone",
                "\"topic\":\"bounds.topic\",\"partition\":1,\"offset\":0 | partition | partition 1 of topic bounds.topic is not 0 to 0",
                "\"topic\":\"bounds.topic\",\"partition\":-1,\"offset\":0 | partition | partition -1 of topic bounds.topic is not 0 to 0",
                "\"topic\":\"bounds.topic\",\"partition\":0,\"offset\":1 | offset | offset 1 of bounds.topic-0 is not 0 to 0, which the topic has",
                "\"topic\":\"bounds.topic\",\"partition\":0,\"offset\":-2 | offset | offset -2 of bounds.topic-0 is not 0 to 0, which the topic has",
                "\"topic\":\"bounds.topic\",\"partition\":0 | offset | offset is missing",
                "\"to\":\"latest\",\"partition\":0 | to | to is for all partitions, and goes with none of offset, partition, topic",
            })
    void whatIsWrongOfARewindIsNamed(String fields, String field, String detail) throws Exception {
        SourcesApiIT.makeTopic(api, "bounds.topic");
        api.send(
                "PUT",
                "/v1/sources/bounds",
                SourcesApiIT.body("bounds.topic")
                        .replace("\"bounds.topic\"", "\"bounds.topic\",\"bounds.gone\""));

        Answer refused = api.post("/v1/sources/bounds/rewind", "{%s}".formatted(fields));

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(refused.text("detail")).isEqualTo(detail);
    }

    private Answer rewind(String source, String topic, int partition, long offset)
            throws Exception {
        return api.post(
                "/v1/sources/%s/rewind".formatted(source),
                "{\"topic\":\"%s\",\"partition\":%d,\"offset\":%d}"
                        .formatted(topic, partition, offset));
    }

    private long next(String source) throws Exception {
        return api.get("/v1/sources/" + source)
                .json()
                .path("reading")
                .path(0)
                .path("next")
                .asLong(-1);
    }

    private String clusterId() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", api.broker.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private String topicId(String topic) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", api.broker.bootstrapServers()))) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        }
    }

    /** Writes what an instance would that reads the partition. */
    private void writeProgress(String source, String topic, int partition) throws Exception {
        writeProgress(source, topic, partition, clusterId());
    }

    private void writeProgress(String source, String topic, int partition, String cluster)
            throws Exception {
        writeProgress(source, topic, partition, cluster, "t");
    }

    private void writeProgress(
            String source, String topic, int partition, String cluster, String topicId)
            throws Exception {
        SourceName name = new SourceName(source);
        SourceProgress reached =
                new SourceProgress(
                        new SourceProgress.LogIdentity(cluster, topicId),
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
