package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams with a temporary endpoint: who may open them, and when they end. */
@ExtendWith(SharedApi.class)
class ListenersApiIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ApiFixture api;
    private final HttpClient http = HttpClient.newHttpClient();

    ListenersApiIT(ApiFixture api) {
        this.api = api;
    }

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    /** An open stream, as its client sees it. */
    private record Open(HttpResponse<InputStream> response, BufferedReader lines, JsonNode opened)
            implements AutoCloseable {
        String id() {
            return opened.path("id").asString();
        }

        /** Reads up to the event of that name, and returns its data. */
        static String await(BufferedReader lines, String name) throws IOException {
            boolean found = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                found = found || line.equals("event: " + name);
                if (found && line.startsWith("data: ")) {
                    return line.substring("data: ".length());
                }
            }
            throw new AssertionError("the stream ended without " + name);
        }

        String ended() throws IOException {
            return await(lines, "ended");
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    private HttpResponse<InputStream> ask(String key, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                api.anonymous("/v1/listeners")
                        .header("Authorization", "Bearer " + key)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    private Open open(String key, String account) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = ask(key, body(account, "1h"));
        assertThat(response.statusCode()).isEqualTo(200);
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
        return new Open(response, lines, JsonMapper.shared().readTree(Open.await(lines, "opened")));
    }

    private static String body(String account, String lasts) {
        return "{\"account\":\"%s\",\"eventTypes\":[\"message.*\"],\"lasts\":\"%s\"}"
                .formatted(account, lasts);
    }

    private void awaitGone(String endpoint) {
        Awaitility.await("the endpoint is gone")
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(api.get("/v1/endpoints/" + endpoint).status()).isEqualTo(404));
    }

    @Test
    void anEndpointIsThereAsLongAsItsStream() throws Exception {
        String id;
        try (Open stream = open(ApiFixture.KEY, "acct_listens")) {
            id = stream.id();
            Answer endpoint = api.get("/v1/endpoints/" + id);
            assertThat(endpoint.text("url")).isEqualTo("listen://hooklane");
            assertThat(endpoint.text("account")).isEqualTo("acct_listens");
            assertThat(stream.opened().path("secret").asString()).startsWith("whsec_");
            assertThat(api.get("/v1/manifest?account=acct_listens").response().body())
                    .doesNotContain(id);
        }

        awaitGone(id);
        api.awaitEntry("target=" + id);
    }

    @Test
    void itsTimeEndsIt() throws Exception {
        HttpResponse<InputStream> response =
                ask(ApiFixture.KEY, body("acct_listens_briefly", "10ms"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));

        JsonNode opened = JsonMapper.shared().readTree(Open.await(lines, "opened"));

        assertThat(Open.await(lines, "ended")).contains("its time is over");
        awaitGone(opened.path("id").asString());
    }

    @Test
    void deletingTheEndpointEndsTheStream() throws Exception {
        try (Open stream = open(ApiFixture.KEY, "acct_listens_deleted")) {
            api.send("DELETE", "/v1/endpoints/" + stream.id(), "");

            assertThat(stream.ended()).contains("its endpoint was deleted");
        }
    }

    @Test
    void revokingTheKeyEndsTheStream() throws Exception {
        Answer key =
                api.post(
                        "/v1/keys",
                        "{\"name\":\"dev\",\"role\":\"account\",\"account\":\"acct_listens_key\"}");
        try (Open stream = open(key.text("key"), "acct_listens_key")) {
            api.send("DELETE", "/v1/keys/" + key.text("id"), "");

            assertThat(stream.ended()).contains("its key or session is over");
            awaitGone(stream.id());
        }
    }

    @Test
    void whoMayNotManageEndpointsOpensNone() throws Exception {
        String viewer =
                api.post("/v1/keys", "{\"name\":\"auditor\",\"role\":\"viewer\"}").text("key");
        String other =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"o\",\"role\":\"account\",\"account\":\"acct_other\"}")
                        .text("key");

        assertThat(ask(viewer, body("acct_listens_not", "1h")).statusCode()).isEqualTo(403);
        assertThat(ask(other, body("acct_listens_not", "1h")).statusCode()).isEqualTo(404);
        assertThat(ask("wrong", body("acct_listens_not", "1h")).statusCode()).isEqualTo(401);
        assertThat(api.get("/v1/endpoints?account=acct_listens_not").json().path("endpoints"))
                .isEmpty();
    }

    @Test
    void aPortalLinkOpensOneForItsAccountIfItGivesTheRights() throws Exception {
        String session = session(",\"abilities\":[\"view\",\"manage\",\"secrets\"]");
        String without = session(",\"abilities\":[\"view\",\"manage\"]");

        assertThat(ask(without, body("acct_listens_link", "1h")).statusCode()).isEqualTo(403);
        assertThat(ask(session, body("acct_listens_not", "1h")).statusCode()).isEqualTo(404);
        try (Open stream = open(session, "acct_listens_link")) {
            assertThat(stream.opened().path("account").asString()).isEqualTo("acct_listens_link");
        }
    }

    private String session(String more) throws IOException, InterruptedException {
        String body = "{\"account\":\"acct_listens_link\"%s}".formatted(more);
        String url = api.post("/v1/portal-links", body).text("url");
        return LinkAnswers.exchange(api, url).text("session");
    }

    @Test
    void anAccountHasAsManyStreamsAsItsQuotaSays() throws Exception {
        api.send("PUT", "/v1/accounts/acct_listens_full/quotas", "{\"streams\":1}");
        String account = "acct_listens_full";
        try (Open first = open(ApiFixture.KEY, account)) {
            HttpResponse<InputStream> refused = ask(ApiFixture.KEY, body(account, "1h"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("10");
            JsonNode problem = JsonMapper.shared().readTree(refused.body());
            assertThat(problem.path("detail").asString())
                    .isEqualTo(
                            "account acct_listens_full would have 2 open streams on one instance, the"
                                    + " limit is 1 (quota streams); to raise it, ask the operator of"
                                    + " this installation");
            assertThat(problem.path("quota").asString()).isEqualTo("streams");
            assertThat(problem.path("limit").asInt()).isEqualTo(1);
            assertThat(first.opened().path("id").asString()).startsWith("ep_");
        }
        Awaitility.await("there is room again")
                .atMost(SOON)
                .untilAsserted(() -> {
                    try (Open again = open(ApiFixture.KEY, account)) {
                        assertThat(again.id()).isNotEmpty();
                    }
                });
    }

    @Test
    void itCountsAsAnEndpoint() throws Exception {
        api.send("PUT", "/v1/accounts/acct_listens_none/quotas", "{\"endpoints\":0}");

        assertThat(ask(ApiFixture.KEY, body("acct_listens_none", "1h")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void itsEndpointGetsNoServerOfItsOwn() throws Exception {
        try (Open stream = open(ApiFixture.KEY, "acct_listens_url")) {
            Answer refused =
                    api.send(
                            "PATCH",
                            "/v1/endpoints/" + stream.id(),
                            "{\"url\":\"https://8.8.8.8/hook\"}");

            assertProblem(refused, 409, null, "is a listener's, and has no URL of its own");
        }
    }

    @Test
    void nobodyMakesAnEndpointWithSuchAUrl() throws Exception {
        Answer refused =
                api.post(
                        "/v1/endpoints",
                        "{\"account\":\"acct_forged\",\"url\":\"listen://10.0.0.1:8080\","
                                + "\"eventTypes\":[\"*\"]}");

        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void answersAreTakenForListenersOnly() throws Exception {
        String endpoint = api.endpoint("acct_listens_answers").text("id");
        String answers = "{\"answers\":[{\"id\":\"1\",\"status\":200}]}";

        assertProblem(
                api.post("/v1/listeners/" + endpoint + "/answers", answers),
                409,
                null,
                "is not a listener's");
        try (Open stream = open(ApiFixture.KEY, "acct_listens_answers")) {
            String path = "/v1/listeners/" + stream.id() + "/answers";
            assertThat(api.post(path, answers).status()).isEqualTo(204);
            assertThat(api.post(path, "{\"answers\":[{\"id\":\"1\",\"status\":1}]}").status())
                    .isEqualTo(422);
        }
    }

    @Test
    void onlyInstancesHandOverRequests() throws Exception {
        try (Open stream = open(ApiFixture.KEY, "acct_listens_forged")) {
            assertThat(api.post("/v1/listeners/" + stream.id() + "/requests", "{}").status())
                    .isEqualTo(403);
        }
    }
}
