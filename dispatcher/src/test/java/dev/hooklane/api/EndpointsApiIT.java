package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Endpoints are made, read, changed, tested and deleted over the API. */
@ExtendWith(SharedApi.class)
class EndpointsApiIT {
    private static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");

    private final ApiFixture api;

    EndpointsApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aNewEndpointIsAnsweredWithItsSecretAndKnownAtOnce() throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"made","url":"https://8.8.8.8/hook?k=v","eventTypes":["message.*","bot.updated"],
                         "description":"Our CRM","headers":{"X-Team":"blue"}}\
                        """);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("secret")).startsWith("whsec_");
        assertThat(made.text("state")).isEqualTo("enabled");
        assertThat(made.response().headers().firstValue("location"))
                .hasValue("/v1/endpoints/" + made.text("id"));
        Answer read = api.get("/v1/endpoints/" + made.text("id"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("url")).isEqualTo("https://8.8.8.8/hook?k=v");
        assertThat(read.json().path("eventTypes").toString())
                .isEqualTo("[\"bot.updated\",\"message.*\"]");
        assertThat(read.text("description")).isEqualTo("Our CRM");
    }

    @Test
    void aSecretThatTheServerHasAlreadyIsTaken() throws Exception {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        Answer made = api.post("/v1/endpoints", bring("bringer", secret));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("secret")).isEqualTo(secret);
        assertThat(api.get("/v1/endpoints/" + made.text("id")).response().body())
                .doesNotContain("whsec_");
        assertProblem(
                api.send(
                        "PATCH",
                        "/v1/endpoints/" + made.text("id"),
                        "{\"secret\":\"%s\"}".formatted(secret)),
                422,
                "secret",
                "is unknown here");
    }

    @ParameterizedTest
    @CsvSource({
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,secret does not begin with whsec_",
        "whsec_not base64,secret is not base64 behind whsec_",
        "whsec_aHVudGVyMg==,secret has 7 bytes behind whsec_; 24 to 64 are allowed",
        "'',secret does not begin with whsec_"
    })
    void aSecretOfAnotherFormIsRefusedWithoutBeingShown(String secret, String detail)
            throws Exception {
        Answer refused = api.post("/v1/endpoints", bring("bringer-b", secret));

        assertProblem(refused, 422, "secret", detail);
        assertThat(refused.response().body()).doesNotContain("aHVudGVyMg", "MfKQ9r8");
        assertThat(api.get("/v1/endpoints?account=bringer-b").json().path("endpoints").isEmpty())
                .isTrue();
    }

    private static String bring(String account, String secret) {
        return """
        {"account":"%s","url":"https://8.8.8.8/hook","eventTypes":["*"],"secret":"%s"}\
        """
                .formatted(account, secret);
    }

    @Test
    void noReadingShowsSecretsOrHeaderValues() throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"secretive","url":"https://8.8.8.8/","eventTypes":["*"],"headers":{"X-Token":"t0ps3cret"}}\
                        """);

        String shown =
                api.get("/v1/endpoints/" + made.text("id")).response().body()
                        + api.get("/v1/endpoints?account=secretive").response().body()
                        + api.send(
                                        "PATCH",
                                        "/v1/endpoints/" + made.text("id"),
                                        "{\"description\":\"x\"}")
                                .response()
                                .body();
        assertThat(shown).contains("X-Token").doesNotContain("t0ps3cret", "whsec_", "secret\"");
    }

    @Test
    void anAccountsEndpointsAreListedNewestFirst() throws Exception {
        String first = api.endpoint("lister").text("id");
        String second = api.endpoint("lister").text("id");
        api.endpoint("other");

        Answer all = api.get("/v1/endpoints?account=lister");
        Answer one = api.get("/v1/endpoints?account=lister&limit=1");

        assertThat(all.json().path("endpoints").valueStream().map(e -> e.path("id").asString("")))
                .containsExactly(second, first);
        assertThat(all.json().path("next").isNull()).isTrue();
        assertThat(one.json().path("endpoints").size()).isEqualTo(1);
        Answer rest = api.get("/v1/endpoints?account=lister&limit=1&cursor=" + one.text("next"));
        assertThat(rest.json().path("endpoints").path(0).path("id").asString("")).isEqualTo(first);
    }

    @Test
    void someAreReadByTheirIdsAndNoneOfAnotherAccount() throws Exception {
        String first = api.endpoint("by-id").text("id");
        api.endpoint("by-id");
        String other = api.endpoint("by-id-other").text("id");
        String ids = "/v1/endpoints?ids=%s,%s,ep_0000000000000000".formatted(first, other);

        Answer all = api.get(ids);
        Answer ofOne = api.get(ids + "&account=by-id");

        assertThat(all.json().path("endpoints").valueStream().map(e -> e.path("id").asString("")))
                .containsExactlyInAnyOrder(first, other);
        assertThat(ofOne.json().path("endpoints").valueStream().map(e -> e.path("id").asString("")))
                .containsExactly(first);
        assertProblem(api.get("/v1/endpoints?ids="), 400, "ids", "endpoint id ''");
    }

    @Test
    void everyChangeableFieldChangesAndTheRestStays() throws Exception {
        Answer made = api.endpoint("changer");

        Answer changed =
                api.send(
                        "PATCH",
                        "/v1/endpoints/" + made.text("id"),
                        """
                        {"url":"https://8.8.4.4/new","eventTypes":["*"],"description":"d","headers":{"X-A":"b"},"state":"paused"}\
                        """);

        assertThat(changed.status()).isEqualTo(200);
        Answer read = api.get("/v1/endpoints/" + made.text("id"));
        assertThat(read.json()).isEqualTo(changed.json());
        assertThat(read.text("url")).isEqualTo("https://8.8.4.4/new");
        assertThat(read.text("state")).isEqualTo("paused");
        assertThat(read.text("account")).isEqualTo("changer");
        assertThat(read.text("createdAt")).isEqualTo(made.text("createdAt"));
        String text = made.text("secret");
        assertThat(api.directory.find(new EndpointId(made.text("id"))))
                .hasValueSatisfying(endpoint ->
                        assertThat(endpoint.secrets().getFirst().text()).isEqualTo(text));
    }

    @Test
    void settingsAreReadAsTheyWereMadeAndChangeOneByOne() throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"chooser","url":"https://8.8.8.8/","eventTypes":["*"],"timeout":"5s","maxInFlight":4,\
                        "rateLimit":{"perSecond":0.5,"burst":20},"ordered":true,"schedule":["0s","5m","8h"]}\
                        """);
        String path = "/v1/endpoints/" + made.text("id");

        Answer changed =
                api.send("PATCH", path, "{\"timeout\":null,\"ordered\":null,\"maxInFlight\":5}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("timeout")).isEqualTo("5s");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(api.get(path).json()).isEqualTo(changed.json());
        assertThat(changed.json().toString())
                .contains(
                        "\"timeout\":null",
                        "\"maxInFlight\":5",
                        "\"rateLimit\":{\"perSecond\":0.5,\"burst\":20}",
                        "\"ordered\":false",
                        "\"schedule\":[\"0s\",\"5m\",\"8h\"]");
    }

    @Test
    void aDisabledEndpointStaysSoThroughChangesUntilItIsEnabled() throws Exception {
        String id = api.endpoint("disabled").text("id");
        String path = "/v1/endpoints/" + id;
        api.lane.health(
                new EndpointId(id), new EndpointHealth.Disabled(version(id), "gone", HAPPENED));
        assertThat(api.get(path).text("disabledReason")).isEqualTo("gone");

        Answer described = api.send("PATCH", path, "{\"description\":\"d\"}");
        Answer enabled = api.send("PATCH", path, "{\"state\":\"enabled\"}");

        assertThat(described.text("state")).isEqualTo("disabled");
        assertThat(described.text("disabledReason")).isEqualTo("gone");
        assertThat(enabled.text("state")).isEqualTo("enabled");
        assertThat(api.get(path).json()).isEqualTo(enabled.json());
    }

    @Test
    void aFailingEndpointShowsSinceWhenUntilItIsChanged() throws Exception {
        String id = api.endpoint("failing").text("id");
        String path = "/v1/endpoints/" + id;
        api.lane.health(
                new EndpointId(id), new EndpointHealth.Failing(version(id), HAPPENED, false));

        Answer before = api.get(path);
        api.send("PATCH", path, "{\"url\":\"https://8.8.4.4/\"}");

        assertThat(before.text("failingSince")).isEqualTo("2024-01-15T10:30:00Z");
        assertThat(before.text("state")).isEqualTo("enabled");
        assertThat(api.get(path).json().has("failingSince")).isFalse();
    }

    @Test
    void aDeletedEndpointIsGone() throws Exception {
        String id = api.endpoint("deleter").text("id");

        Answer deleted = api.send("DELETE", "/v1/endpoints/" + id, "");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(api.get("/v1/endpoints/" + id).status()).isEqualTo(404);
        assertThat(api.get("/v1/endpoints?account=deleter").json().path("endpoints").size())
                .isZero();
    }

    @Test
    void aTestGoesToThatEndpointAlone() throws Exception {
        String id = api.endpoint("tester").text("id");

        Answer answer = api.post("/v1/endpoints/" + id + "/test?wait=0s", "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.response().headers().firstValue("location"))
                .hasValue("/v1/deliveries/" + answer.text("delivery"));
        ConsumerRecord<byte[], byte[]> record =
                api.written.record(api.topics.events(), answer.text("event"));
        assertThat(DeliveryRecords.optional(record.headers(), "hooklane-endpoint")).hasValue(id);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("tester");
        assertThat(new DeliveryId(answer.text("delivery")).endpoint().value()).isEqualTo(id);
    }

    @Test
    void aPausedEndpointIsSentNoTest() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("pauser").text("id");
        api.send("PATCH", path, "{\"state\":\"paused\"}");

        Answer answer = api.post(path + "/test", "");

        assertProblem(answer, 409, null, "is paused");
    }

    @Test
    void accountsAreListedWithTheirEndpointsByState() throws Exception {
        api.endpoint("0-counted");
        String path = "/v1/endpoints/" + api.endpoint("0-counted").text("id");
        api.send("PATCH", path, "{\"state\":\"paused\"}");
        api.endpoint("00-first");

        JsonNode first = api.get("/v1/accounts?limit=1").json();
        JsonNode second =
                api.get("/v1/accounts?limit=1&cursor=" + first.path("next").asString("")).json();

        assertThat(first.path("accounts").toString())
                .isEqualTo(
                        """
                        [{"id":"0-counted","endpoints":2,"enabled":1,"paused":1,"disabled":0}]\
                        """);
        assertThat(second.path("accounts").path(0).path("id").asString("")).isEqualTo("00-first");
    }

    private Instant version(String id) {
        return api.directory.find(new EndpointId(id)).orElseThrow().updatedAt();
    }
}
