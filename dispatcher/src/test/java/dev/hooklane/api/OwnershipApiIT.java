package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.ApiSettings;
import dev.hooklane.endpoint.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Endpoints whose servers must show that they want events. */
@ExtendWith(SharedApi.class)
class OwnershipApiIT {
    private static final String MINE = "https://8.8.8.8/mine";
    private static final String YOURS = "https://8.8.4.4/yours";

    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiServer server;

    OwnershipApiIT(ApiFixture api) {
        ApiParts parts = api.plane.parts();
        EndpointParts endpoints = parts.endpoints();
        EndpointChecks checks = endpoints.checks();
        server =
                new ApiServer(
                                new ApiSettings("127.0.0.1", 0, ApiFixture.KEY, "127.0.0.1:1"),
                                Optional.empty(),
                                new ApiParts(
                                        new EndpointParts(
                                                endpoints.directory(),
                                                endpoints.log(),
                                                new EndpointChecks(
                                                        checks.url(),
                                                        checks.headers(),
                                                        checks.types(),
                                                        checks.limits(),
                                                        ownership()),
                                                endpoints.primarySecretKey(),
                                                List.of()),
                                        parts.events(),
                                        parts.deliveries(),
                                        parts.replays(),
                                        parts.eraser(),
                                        parts.callers(),
                                        parts.quotas(),
                                        parts.operators(),
                                        parts.sources(),
                                        parts.listening()),
                                ConsolePages.none())
                        .start();
    }

    private Ownership ownership() {
        return new Ownership() {
            @Override
            public boolean isAskedFor() {
                return true;
            }

            @Override
            public Optional<String> problem(Endpoint endpoint) {
                return shown.contains(endpoint.url().toString())
                        ? Optional.empty()
                        : Optional.of("it does not return the challenge");
            }
        };
    }

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + ApiFixture.KEY)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private JsonNode made(String url) throws Exception {
        return json(
                send(
                        "POST",
                        "/v1/endpoints",
                        "{\"account\":\"owner\",\"url\":\"%s\",\"eventTypes\":[\"*\"]}"
                                .formatted(url)));
    }

    private String path(JsonNode endpoint) {
        return "/v1/endpoints/" + endpoint.path("id").asString();
    }

    @Test
    void oneThatShowsItIsEnabledAtOnce() throws Exception {
        shown.add(MINE);

        assertThat(made(MINE).path("state").asString()).isEqualTo("enabled");
    }

    @Test
    void oneThatDoesNotIsUnverified() throws Exception {
        JsonNode made = made(YOURS);

        assertThat(made.path("state").asString()).isEqualTo("disabled");
        assertThat(made.path("disabledReason").asString()).isEqualTo("unverified");
    }

    @Test
    void toEnableItIsToAskAgain() throws Exception {
        String path = path(made(YOURS));
        HttpResponse<String> refused = send("PATCH", path, "{\"state\":\"enabled\"}");
        shown.add(YOURS);
        HttpResponse<String> enabled = send("PATCH", path, "{\"state\":\"enabled\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("detail").asString())
                .endsWith("is unverified: it does not return the challenge");
        assertThat(json(enabled).path("state").asString()).isEqualTo("enabled");
    }

    @Test
    void noOtherChangeEndsTheState() throws Exception {
        String path = path(made(YOURS));
        JsonNode paused = json(send("PATCH", path, "{\"state\":\"paused\"}"));
        JsonNode described = json(send("PATCH", path, "{\"description\":\"x\"}"));
        HttpResponse<String> refused = send("PATCH", path, "{\"state\":\"enabled\"}");

        assertThat(paused.path("disabledReason").asString()).isEqualTo("unverified");
        assertThat(described.path("disabledReason").asString()).isEqualTo("unverified");
        assertThat(refused.statusCode()).isEqualTo(422);
    }

    @Test
    void anotherUrlMustShowItAnew() throws Exception {
        shown.add(MINE);
        String path = path(made(MINE));
        JsonNode moved = json(send("PATCH", path, "{\"url\":\"%s\"}".formatted(YOURS)));
        JsonNode back = json(send("PATCH", path, "{\"url\":\"%s\"}".formatted(MINE)));

        assertThat(moved.path("disabledReason").asString()).isEqualTo("unverified");
        assertThat(back.path("state").asString()).isEqualTo("enabled");
    }

    @Test
    void aVerifiedOneIsPausedAndEnabledAsEver() throws Exception {
        shown.add(MINE);
        String path = path(made(MINE));
        shown.clear();
        JsonNode paused = json(send("PATCH", path, "{\"state\":\"paused\"}"));
        JsonNode enabled = json(send("PATCH", path, "{\"state\":\"enabled\"}"));

        assertThat(paused.path("state").asString()).isEqualTo("paused");
        assertThat(enabled.path("state").asString()).isEqualTo("enabled");
    }
}
