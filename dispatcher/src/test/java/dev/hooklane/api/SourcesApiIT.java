package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators describe sources and change them; nobody else may. */
@ExtendWith(SharedApi.class)
class SourcesApiIT {
    private final ApiFixture api;

    SourcesApiIT(ApiFixture api) {
        this.api = api;
    }

    /** The least body of a source. */
    static String body(String topic) {
        return body(topic, "");
    }

    static String body(String topic, String more) {
        return """
        {"topics":["%s"],"mapping":{"account":"value.account","type":"'message.created'",\
        "data":{"n":"value.n","rate":1.50}}%s}\
        """
                .formatted(topic, more);
    }

    /** Makes a topic that a source may read, unless it is there. */
    static void makeTopic(ApiFixture api, String name) throws InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", api.broker.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(name, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
        }
    }

    @Test
    void anAddedSourceCanBeReadPausedResumedRewoundAndRemoved() throws Exception {
        makeTopic(api, "life.topic");
        Answer added = api.send("PUT", "/v1/sources/life", body("life.topic"));
        Answer paused = api.send("POST", "/v1/sources/life/pause", "");
        Answer resumed = api.send("POST", "/v1/sources/life/resume", "");
        Answer rewound = api.post("/v1/sources/life/rewind", "{\"to\":\"earliest\"}");
        Answer read = api.get("/v1/sources/life");
        Answer removed = api.send("DELETE", "/v1/sources/life", "");

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.text("cluster")).isEqualTo("hooklane");
        assertThat(added.response().body()).contains("\"rate\":1.50");
        assertThat(Instant.parse(added.text("begin"))).isBeforeOrEqualTo(Instant.now());
        assertThat(paused.json().path("paused").asBoolean()).isTrue();
        assertThat(resumed.json().path("paused").asBoolean()).isFalse();
        assertThat(rewound.text("begin")).isEqualTo("earliest");
        assertThat(read.json().path("reading").isEmpty()).isTrue();
        assertThat(read.json().path("progress").path("held").asInt(-1)).isZero();
        assertThat(read.json().path("lagProblem").isNull()).isTrue();
        assertThat(read.json().path("recordsPerMinute").asInt(-1)).isZero();
        assertThat(read.text("notReadHere"))
                .isEqualTo("this instance does not have the role sources");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(api.get("/v1/sources/life").status()).isEqualTo(404);
    }

    @Test
    void applyingTheSameAgainChangesNothing() throws Exception {
        String body = body("same.topic", ",\"begin\":\"-1h\",\"owner\":\"team\"");
        Answer first = api.send("PUT", "/v1/sources/same", body);
        Answer second = api.send("PUT", "/v1/sources/same", body);
        Answer changed =
                api.send(
                        "PUT",
                        "/v1/sources/same",
                        body("same.topic", ",\"begin\":\"earliest\",\"owner\":\"other team\""));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(changed.text("begin")).isEqualTo(first.text("begin"));
        assertThat(changed.text("owner")).isEqualTo("other team");
        assertThat(changed.text("updatedAt")).isNotEqualTo(first.text("updatedAt"));
    }

    @Test
    void aChangeOfAnotherVersionIsRefused() throws Exception {
        api.send("PUT", "/v1/sources/versions", body("versions.topic"));
        Answer refused =
                api.send(
                        api.request("/v1/sources/versions")
                                .header("If-Match", "\"1\"")
                                .DELETE()
                                .build());

        assertThat(refused.status()).isEqualTo(412);
        assertThat(api.get("/v1/sources/versions").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                         | topics  | topics is missing",
                "{\"topics\":[],\"mapping\":{MAPPING}}      | topics  | source bad has 0 topics; allowed are 1 to 100",
                "{\"topics\":[\"a/b\"],\"mapping\":{MAPPING}} | topics | topic 'a/b' is not 1 to 249 characters of A-Z a-z 0-9 . _ -, or * for any of them",
                "{\"topics\":[\"t\",\"t\"],\"mapping\":{MAPPING}} | topics | source bad names a topic twice",
                "{\"topics\":[\"t\"]}                       | mapping | mapping is missing; docs/MAPPING.md describes it",
                "{\"topics\":[\"t\"],\"cluster\":\"moon\",\"mapping\":{MAPPING}} | cluster | cluster 'moon' is not in sources.clusters; the clusters are hooklane",
                "{\"topics\":[\"t\"],\"begin\":\"soon\",\"mapping\":{MAPPING}} | begin | 'soon' is not earliest, latest, a duration before now such as -1h, or a time in RFC 3339",
                "{\"topics\":[\"t\"],\"format\":\"xml\",\"mapping\":{MAPPING}} | format | format 'xml' is unknown; the formats are json, text, bytes, avro, protobuf, json-schema, cloudevents",
                "{\"topics\":[\"t\"],\"format\":\"avro\",\"mapping\":{MAPPING}} | registry | registry is missing: the formats avro and protobuf need one",
                "{\"topics\":[\"t\"],\"format\":\"avro\",\"registry\":\"shop\",\"mapping\":{MAPPING}} | registry | registry 'shop' is not in sources.registries; there are none",
                "{\"topics\":[\"t\"],\"owner\":\"LONG\",\"mapping\":{MAPPING}} | owner | owner of 201 characters is over the limit of 200",
                "{\"topics\":[\"t\"],\"keyFormat\":\"cloudevents\",\"mapping\":{MAPPING}} | keyFormat | keys can't be cloudevents: a CloudEvent is a whole record",
            })
    void whatIsWrongIsNamed(String body, String field, String detail) throws Exception {
        Answer refused =
                api.send(
                        "PUT",
                        "/v1/sources/bad",
                        body.replace(
                                        "MAPPING",
                                        "\"account\":\"key\",\"type\":\"'a.b'\",\"data\":{}")
                                .replace("LONG", "o".repeat(201)));

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(refused.text("detail")).isEqualTo(detail);
    }

    @Test
    void aSourceCannotReadHooklanesOwnTopics() throws Exception {
        Answer refused = api.send("PUT", "/v1/sources/loop", body(api.topics.events()));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail"))
                .isEqualTo(
                        "topic %s is Hooklane's own; a source that reads it would read what it publishes"
                                .formatted(api.topics.events()));
    }

    @Test
    void aPatternThatMatchesHooklanesOwnTopicsIsRefused() throws Exception {
        Answer refused = api.send("PUT", "/v1/sources/loop", body("*events"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("field")).isEqualTo("topics");
        assertThat(refused.text("detail"))
                .startsWith("pattern *events matches ")
                .contains("which is Hooklane's own");
    }

    @Test
    void aMistakeInTheMappingIsNamedWithItsPlace() throws Exception {
        Answer refused =
                api.send(
                        "PUT",
                        "/v1/sources/bad",
                        "{\"topics\":[\"t\"],\"mapping\":{\"account\":\"valu.x\",\"type\":\"'a.b'\",\"data\":{}}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("invalid_mapping");
        assertThat(refused.text("field")).isEqualTo("mapping.account");
        assertThat(refused.text("detail")).startsWith("account, line 1, column 1: ");
    }

    @Test
    void changesAreAudited() throws Exception {
        api.send("PUT", "/v1/sources/audited", body("audited.topic"));

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(
                                        api.get("/v1/audit?limit=100")
                                                .json()
                                                .path("entries")
                                                .valueStream()
                                                .map(entry -> entry.path("path").asString()))
                                .contains("/v1/sources/audited")
                                .doesNotContain("/v1/sources/try"));
    }
}
