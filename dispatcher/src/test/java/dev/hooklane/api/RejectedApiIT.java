package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.fanout.RejectedCopy;
import dev.hooklane.source.FromHeader;
import dev.hooklane.source.SourceName;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Records that could not be accepted are told to operators, with the reason and their beginning.
 */
@ExtendWith(SharedApi.class)
class RejectedApiIT {
    private final ApiFixture api;

    RejectedApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void recordsAreListedNewestFirstAndByReason() throws Exception {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            byte[] value = ("no json " + i).getBytes(UTF_8);
            written.addFirst(reject(i % ApiFixture.PARTITIONS, "acct_r", value, "duplicate_key"));
            reject(i % ApiFixture.PARTITIONS, "acct_r", value, "too_deep");
            NextMillisecond.await();
        }

        assertThat(api.paged("/v1/rejected?reason=duplicate_key&limit=5")).isEqualTo(written);
        JsonNode first =
                api.get("/v1/rejected?reason=duplicate_key&limit=1")
                        .json()
                        .path("rejected")
                        .path(0);
        assertThat(first.path("detail").asString("")).isEqualTo("because of duplicate_key");
        assertThat(first.path("account").asString("")).isEqualTo("acct_r");
        assertThat(first.path("key").asString("")).isEqualTo("acct_r");
        assertThat(first.path("text").asString("")).isEqualTo("no json 11");
        assertThat(first.path("bytes").asInt()).isEqualTo(10);
        assertThat(api.get("/v1/rejected/" + written.getFirst()).json()).isEqualTo(first);
    }

    @Test
    void aLongValueIsCutWithoutHalfACharacterAndBytesThatAreNoTextAreBase64() throws Exception {
        byte[] euros = ("x" + "€".repeat(10_000)).getBytes(UTF_8);
        byte[] binary = {(byte) 0xff, 0, 1};

        JsonNode cut = api.get("/v1/rejected/" + reject(0, "a", euros, "too_large")).json();
        JsonNode bytes = api.get("/v1/rejected/" + reject(0, "a", binary, "not_json")).json();

        assertThat(cut.path("bytes").asInt()).isEqualTo(30_001);
        assertThat(cut.path("text").asString("")).isEqualTo("x" + "€".repeat(5_461));
        assertThat(Base64.getDecoder().decode(cut.path("base64").asString(""))).hasSize(16_384);
        assertThat(bytes.path("text").isNull()).isTrue();
        assertThat(bytes.path("base64").asString("")).isEqualTo("/wAB");
    }

    @Test
    void ofACopyThatWasCutSizeDigestAndPlaceOfTheWholeAreTold() throws Exception {
        ProducerRecord<byte[], byte[]> copy =
                RejectedCopy.of(
                        new ProducerRecord<>(
                                api.topics.rejected(),
                                "acct_r".getBytes(UTF_8),
                                "a".repeat(3 << 20).getBytes(UTF_8)),
                        "not_json",
                        "no JSON",
                        new RejectedCopy.Source(api.topics.events(), 3, 1_234));

        JsonNode cut = api.get("/v1/rejected/" + api.written.put(copy)).json();
        JsonNode whole = api.get("/v1/rejected/" + reject(0, "a", new byte[1], "not_json")).json();

        assertThat(cut.path("bytes").asInt()).isEqualTo(3 << 20);
        assertThat(cut.path("source").asString("")).isEqualTo(api.topics.events() + ":3@1234");
        assertThat(cut.path("cut").path("keptBytes").asInt()).isEqualTo(65_536);
        assertThat(cut.path("cut").path("sha256").asString("")).hasSize(64);
        assertThat(cut.path("cut").path("headersLeftOut").asInt(-1)).isZero();
        assertThat(cut.path("account").asString("")).isEqualTo("acct_r");
        assertThat(whole.path("cut").isNull()).isTrue();
        assertThat(whole.path("source").isNull()).isTrue();
    }

    @Test
    void thoseOfASourceAreListedByItsName() throws Exception {
        List<String> written = new ArrayList<>();
        for (String source : List.of("r-orders", "r-orders-of-others", "r-orders")) {
            ProducerRecord<byte[], byte[]> copy =
                    RejectedCopy.of(
                            new ProducerRecord<>(api.topics.rejected(), "k".getBytes(UTF_8)),
                            "source_unmapped",
                            "no account",
                            new RejectedCopy.Source("shop.orders", 1, 7));
            copy.headers()
                    .add(
                            FromHeader.NAME,
                            FromHeader.of(new SourceName(source), "shop.orders:1@7")
                                    .getBytes(UTF_8));
            String at = String.valueOf(api.written.put(copy));
            if (source.equals("r-orders")) {
                written.addFirst(at);
            }
            NextMillisecond.await();
        }

        assertThat(api.paged("/v1/rejected?source=r-orders&limit=5")).isEqualTo(written);
        assertThat(api.paged("/v1/rejected?source=r-orders&reason=source_failed&limit=5"))
                .isEmpty();
        assertProblem(api.get("/v1/rejected?source=R"), 400, "source", "source name 'R' is not");
    }

    @Test
    void aPageOfThemEndsAfterAHundredAndSaysThatMoreFollow() throws Exception {
        for (int i = 0; i < 101; i++) {
            reject(i % ApiFixture.PARTITIONS, "acct_r", new byte[1], "bad_timestamp");
        }

        Answer page = api.get("/v1/rejected?reason=bad_timestamp&limit=1000");

        assertThat(page.json().path("rejected")).hasSize(100);
        assertThat(page.text("next")).isNotEmpty();
    }

    @Test
    void theKeyOfALanesRecordIsNoAccount() throws Exception {
        JsonNode record =
                api.get(
                                "/v1/rejected/"
                                        + reject(
                                                1,
                                                "ep_0000000000000000",
                                                new byte[0],
                                                "unreadable_delivery"))
                        .json();

        assertThat(record.path("account").isNull()).isTrue();
        assertThat(record.path("key").asString("")).isEqualTo("ep_0000000000000000");
    }

    @Test
    void whatAnErasedAccountWroteIsNotShown() throws Exception {
        String at = reject(2, "acct_forgotten", "x".getBytes(UTF_8), "not_json");
        api.post("/v1/erasures", "{\"account\":\"acct_forgotten\"}");

        assertProblem(api.get("/v1/rejected/" + at), 404, null, "no record is at");
        assertThat(api.paged("/v1/rejected?limit=100")).doesNotContain(at);
    }

    @Test
    void whatIsWrongOrNotAllowedIsSaid() throws Exception {
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"it\",\"role\":\"account\",\"account\":\"acct_r\"}")
                        .text("key");

        assertProblem(api.get("/v1/rejected?reason=bad"), 400, "reason", "is not one of not_json");
        assertProblem(api.get("/v1/rejected?limit=1001"), 400, "limit", "1 to 1000");
        assertProblem(
                api.get("/v1/rejected?cursor=x"),
                400,
                "cursor",
                "is not one that this list returned");
        assertProblem(api.get("/v1/rejected?account=a"), 400, "account", "unknown here");
        assertProblem(api.get("/v1/rejected/abc"), 400, "id", "is not an origin");
        assertProblem(api.get("/v1/rejected/0@999999"), 404, null, "no record is at");
        assertProblem(api.get("/v1/rejected/99@0"), 404, null, "no record is at");
        for (String path : List.of("/v1/rejected", "/v1/rejected/0@0")) {
            assertProblem(api.as(key, path), 403, null, "may not GET");
        }
    }

    private String reject(int partition, String key, byte[] value, String reason) throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(api.topics.rejected(), partition, key.getBytes(UTF_8), value);
        record.headers().add("hooklane-reason", reason.getBytes(UTF_8));
        record.headers().add("hooklane-reason-detail", ("because of " + reason).getBytes(UTF_8));
        return api.written.put(record);
    }
}
