package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.source.run.SourceTrial;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Operators see what real records would become, and nothing is published. */
@ExtendWith(SharedApi.class)
class SourceTrialApiIT {
    private final ApiFixture api;

    SourceTrialApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void recordsOfTopicsThatMatchAPatternAreTried() throws Exception {
        SourcesApiIT.makeTopic(api, "try-pattern.one");
        SourcesApiIT.makeTopic(api, "try-pattern.two");
        for (String topic : List.of("try-pattern.one", "try-pattern.two")) {
            api.written.put(
                    new ProducerRecord<>(
                            topic,
                            0,
                            "key".getBytes(UTF_8),
                            "{\"account\":\"acme\",\"n\":1}".getBytes(UTF_8)));
        }

        Answer tried = api.post("/v1/sources/try", body("try-pattern.*", ",\"from\":\"earliest\""));
        Answer nothing = api.post("/v1/sources/try", body("try-nothing.*", ""));

        assertThat(tried.json().path("records").valueStream())
                .extracting(record -> record.path("topic").asString())
                .containsExactlyInAnyOrder("try-pattern.one", "try-pattern.two");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.text("detail"))
                .isEqualTo(
                        "cluster hooklane has no topic that matches try-nothing.* and that its user may read");
    }

    @Test
    void realRecordsShowWhatTheyWouldBecome() throws Exception {
        SourcesApiIT.makeTopic(api, "try.topic");
        for (String value :
                List.of("{\"account\":\"acme\",\"n\":9007199254740993}", "{\"n\":1}", "{no")) {
            api.written.put(
                    new ProducerRecord<>(
                            "try.topic", 0, "key".getBytes(UTF_8), value.getBytes(UTF_8)));
        }

        Answer tried = api.post("/v1/sources/try", body("try.topic", ",\"from\":\"earliest\""));

        assertThat(tried.status()).as(tried.response().body()).isEqualTo(200);
        List<JsonNode> records = tried.json().path("records").valueStream().toList();
        assertThat(records)
                .extracting(record -> record.path("outcome").asString())
                .containsExactly("event", "rejected", "rejected");
        assertThat(records.getFirst().path("account").asString()).isEqualTo("acme");
        assertThat(tried.response().body())
                .contains("\"data\":{\"n\":9007199254740993,\"rate\":1.5}");
        assertThat(records.getFirst().path("reason").isNull()).isTrue();
        assertThat(records.get(1).path("reason").asString())
                .startsWith("source_unmapped: ")
                .contains("value.account");
        assertThat(records.get(2).path("reason").asString())
                .startsWith("source_unreadable: value is not JSON");
        assertThat(records.get(2).path("value").asString()).isEqualTo("{no");
    }

    @Test
    void headersAreShownAndNothingBreaksTheAnswer() throws Exception {
        SourcesApiIT.makeTopic(api, "try.headers");
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        "try.headers",
                        0,
                        "key".getBytes(UTF_8),
                        // A pair of surrogates is where the value is cut.
                        ("\"" + "a".repeat(SourceTrial.SHOWN_MAX - 2) + "\ud83d\ude00\"")
                                .getBytes(UTF_8));
        record.headers()
                .add("source", "cron".getBytes(UTF_8))
                .add("source", "web".getBytes(UTF_8))
                .add("none", null);
        api.written.put(record);

        Answer tried = api.post("/v1/sources/try", body("try.headers", ",\"from\":\"earliest\""));

        assertThat(tried.status()).as(tried.response().body()).isEqualTo(200);
        JsonNode shown = tried.json().path("records").path(0);
        assertThat(shown.path("headers").toString())
                .isEqualTo("{\"none\":\"\",\"source\":\"web\"}");
        assertThat(shown.path("value").asString("")).hasSize(SourceTrial.SHOWN_MAX).endsWith("a?");
    }

    @Test
    void valuesAreShownAsTheirFormatReadsThem() throws Exception {
        SourcesApiIT.makeTopic(api, "try.framed");
        for (String value :
                List.of("\0\0\0\0\7{\"account\":\"acme\",\"n\":1}", "{\"no\":\"id\"}")) {
            api.written.put(
                    new ProducerRecord<>(
                            "try.framed", 0, "key".getBytes(UTF_8), value.getBytes(UTF_8)));
        }

        Answer tried =
                api.post(
                        "/v1/sources/try",
                        body(
                                "try.framed",
                                ",\"from\":\"earliest\",\"format\":\"json-schema\",\"keyFormat\":\"bytes\""));

        assertThat(tried.status()).as(tried.response().body()).isEqualTo(200);
        List<JsonNode> records = tried.json().path("records").valueStream().toList();
        assertThat(records)
                .extracting(record -> record.path("value").asString())
                .containsExactly("{\"account\":\"acme\",\"n\":1}", "{\"no\":\"id\"}");
        assertThat(records.getFirst().path("key").asString()).isEqualTo("a2V5");
        assertThat(records.get(1).path("reason").asString())
                .isEqualTo(
                        "source_unreadable: value begins with the byte 0x7b, and not with 0x00 and the id of a schema");
    }

    @Test
    void topicsThatAreNotThereAreNamedWithTheirCluster() throws Exception {
        SourcesApiIT.makeTopic(api, "try.there");

        Answer tried = api.post("/v1/sources/try", body("try.there\",\"no.such\",\"no.other", ""));

        assertThat(tried.status()).isEqualTo(422);
        assertThat(tried.text("field")).isEqualTo("topics");
        assertThat(tried.text("detail"))
                .isEqualTo("cluster hooklane has no topic no.other, no.such");
    }

    /** Without it, the ids would be those of another source. */
    @Test
    void aTrialNeedsTheNameOfTheSource() throws Exception {
        Answer none = api.post("/v1/sources/try", SourcesApiIT.body("try.topic"));
        Answer wrong =
                api.post("/v1/sources/try", SourcesApiIT.body("try.topic", ",\"name\":\"Tried\""));

        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text("detail")).isEqualTo("name is missing");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("field")).isEqualTo("name");
        assertThat(wrong.text("detail"))
                .isEqualTo(
                        "source name 'Tried' is not 1 to 64 characters of a-z 0-9 -, the first a letter");
    }

    private static String body(String topic, String more) {
        return SourcesApiIT.body(topic, ",\"name\":\"tried\"" + more);
    }
}
