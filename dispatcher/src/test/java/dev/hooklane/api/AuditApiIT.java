package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refused requests and sign-ins in the audit trail. */
@ExtendWith(SharedApi.class)
class AuditApiIT {
    private final ApiFixture api;

    AuditApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aChangeIsInTheTrailWhenItIsAnswered() throws Exception {
        String endpoint = api.endpoint("acct_at_once").text("id");

        assertThat(api.get("/v1/audit?target=" + endpoint).json().path("entries")).hasSize(1);
    }

    @Test
    void pagesOfOneEntryAreTheWholeTrailInOrder() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.addFirst(api.endpoint("acct_paged").text("id"));
        }

        List<String> listed = new ArrayList<>();
        String query = "/v1/audit?account=acct_paged&limit=1";
        JsonNode next;
        String cursor = "";
        do {
            JsonNode page = api.get(query + cursor).json();
            page.path("entries").forEach(entry -> listed.add(entry.path("target").asString()));
            next = page.path("next");
            cursor = "&cursor=" + next.asString("");
        } while (!next.isNull());

        assertThat(listed).isEqualTo(made);
    }

    @Test
    void entriesAreFoundByTheirTime() throws Exception {
        String endpoint = api.endpoint("acct_timed").text("id");
        String found = "/v1/audit?target=%s".formatted(endpoint);
        String at = api.get(found).json().path("entries").path(0).path("at").asString();
        Instant later = Instant.parse(at).plusSeconds(60);
        Instant earlier = Instant.parse(at).minusSeconds(60);

        assertThat(api.get(found + "&from=" + earlier + "&until=" + later).json().path("entries"))
                .hasSize(1);
        assertThat(api.get(found + "&from=" + later).json().path("entries")).isEmpty();
        assertThat(api.get(found + "&until=" + earlier).json().path("entries")).isEmpty();
    }

    @Test
    void aRequestThatIsRefusedIsRecordedWithItsKeyAndTheReason() throws Exception {
        Answer key =
                api.post(
                        "/v1/keys",
                        "{\"name\":\"shop\",\"role\":\"account\",\"account\":\"acct_curious\"}");

        assertThat(api.as(key.text("key"), "/v1/audit").status()).isEqualTo(403);

        JsonNode entry = api.awaitEntry("account=acct_curious&key=" + key.text("id"));
        assertThat(entry.path("status").asInt()).isEqualTo(403);
        assertThat(entry.path("path").asString()).isEqualTo("/v1/audit");
        assertThat(entry.path("denied").asString()).contains("has the role account");
    }

    @Test
    void aSignInIsRecorded() throws Exception {
        Answer key = api.post("/v1/keys", "{\"name\":\"ada\",\"role\":\"operator\"}");

        assertThat(api.as(key.text("key"), "POST", "/v1/sign-ins").text("id"))
                .isEqualTo(key.text("id"));

        JsonNode entry = api.awaitEntry("key=" + key.text("id"));
        assertThat(entry.path("path").asString()).isEqualTo("/v1/sign-ins");
        assertThat(entry.path("address").asString()).isEqualTo(api.address());
    }

    /** Whatever others refused before: the address has a share of its own, which is used up. */
    @Test
    void aStrangerDoesNotFillTheTrail() throws Exception {
        for (int i = 0; i < 60; i++) {
            api.as("a-key-that-nobody-has-" + i, "POST", "/v1/sign-ins");
        }

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(api.written.records(api.topics.audit(), 1))
                                .map(record -> JsonMapper.shared().readTree(record.value()))
                                .filteredOn(entry -> entry.has("denied"))
                                .filteredOn(entry ->
                                        entry.path("address").asString().equals(api.address()))
                                .filteredOn(entry -> entry.path("key").asString().isEmpty())
                                .hasSizeBetween(1, 40));
        assertThat(api.written.records(api.topics.audit(), 1))
                .extracting(record -> new String(record.value(), UTF_8))
                .noneMatch(value -> value.contains("a-key-that-nobody-has"));
    }
}
