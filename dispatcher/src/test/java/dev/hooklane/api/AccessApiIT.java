package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what. */
@ExtendWith(SharedApi.class)
class AccessApiIT {
    private final ApiFixture api;

    AccessApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aKeyIsShownOnceAndOnlyItsHashIsWritten() throws IOException, InterruptedException {
        ApiFixture.Answer made = make("account", "acct_shown");
        String key = made.text("key");

        assertThat(made.status()).isEqualTo(201);
        assertThat(key).startsWith("hlk_" + made.text("id").substring(4) + "_").hasSize(70);
        assertThat(made.response().headers().firstValue("cache-control")).contains("no-store");
        assertThat(api.get("/v1/keys/" + made.text("id")).response().body())
                .contains("acct_shown")
                .doesNotContain(key);
        assertThat(api.get("/v1/keys").response().body()).doesNotContain(key);
        assertThat(api.written.records(api.topics.access(), 1))
                .filteredOn(record -> record.value() != null)
                .extracting(record -> new String(record.value(), UTF_8))
                .noneMatch(value -> value.contains(key.substring(21)));
    }

    @Test
    void aKeyOpensAtOnceIsSeenToBeUsedAndOpensNothingOnceRevoked()
            throws IOException, InterruptedException {
        ApiFixture.Answer made = make("operator", null);
        String id = made.text("id");
        assertThat(api.get("/v1/keys/" + id).json().path("lastUsedAt").isNull()).isTrue();

        ApiFixture.Answer me = api.as(made.text("key"), "/v1/keys/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("id")).isEqualTo(id);
        assertThat(me.text("role")).isEqualTo("operator");
        assertThat(api.get("/v1/keys/" + id).text("lastUsedAt")).isNotEmpty();

        assertThat(api.send("DELETE", "/v1/keys/" + id, "").status()).isEqualTo(204);
        ApiFixture.Answer refused = api.as(made.text("key"), "/v1/keys/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("detail")).contains("revoked");
        assertThat(api.get("/v1/keys/" + id).text("revokedAt")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "publisher, GET, /v1/endpoints",
        "publisher, POST, /v1/endpoints",
        "publisher, GET, /v1/deliveries",
        "publisher, GET, /v1/keys",
        "publisher, GET, /v1/audit",
        "account, POST, /v1/events",
        "account, GET, /v1/keys",
        "account, POST, /v1/keys",
        "account, GET, /v1/audit"
    })
    void whatARoleMayNotDoIsForbidden(String role, String method, String path)
            throws IOException, InterruptedException {
        ApiFixture.Answer answer = api.as(make(role, "acct_role").text("key"), method, path, "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("detail")).contains(role, method, path);
    }

    @Test
    void anotherAccountsThingsAreAnsweredAsIfThereWereNone()
            throws IOException, InterruptedException {
        String own = api.endpoint("acct_own").text("id");
        String other = api.endpoint("acct_other").text("id");
        String key = make("account", "acct_own").text("key");
        String missing = "/v1/endpoints/ep_0000000000000000";

        assertThat(api.as(key, "/v1/endpoints/" + own).status()).isEqualTo(200);
        for (String method : List.of("GET", "DELETE", "PATCH")) {
            String body = method.equals("PATCH") ? "{\"description\":\"mine\"}" : "";
            assertThat(api.as(key, method, "/v1/endpoints/" + other, body))
                    .as(method)
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(404))
                    .satisfies(answer ->
                            assertThat(withoutIds(answer, other))
                                    .isEqualTo(
                                            withoutIds(
                                                    api.as(key, method, missing, body),
                                                    "ep_0000000000000000")));
        }
        assertThat(api.as(key, "POST", "/v1/endpoints/" + other + "/test", "").status())
                .isEqualTo(404);
        assertThat(api.as(key, "/v1/endpoints?account=acct_other").status()).isEqualTo(404);
        assertThat(api.as(key, "/v1/deliveries?account=acct_other").status()).isEqualTo(404);
        assertThat(api.as(key, "/v1/endpoints").json().path("endpoints").valueStream())
                .extracting(endpoint -> endpoint.path("account").asString())
                .containsOnly("acct_own");
        assertThat(api.get("/v1/endpoints/" + other).status()).isEqualTo(200);
    }

    @Test
    void anAccountsKeyMakesEndpointsOfItsAccountOnly() throws IOException, InterruptedException {
        String key = make("account", "acct_maker").text("key");
        String url = "\"url\":\"https://8.8.8.8/\",\"eventTypes\":[\"*\"]";

        ApiFixture.Answer made = api.as(key, "POST", "/v1/endpoints", "{%s}".formatted(url));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("account")).isEqualTo("acct_maker");
        assertThat(
                        api.as(
                                        key,
                                        "POST",
                                        "/v1/endpoints",
                                        "{\"account\":\"acct_x\",%s}".formatted(url))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void aPublishersKeyPublishesForItsAccountOnly() throws IOException, InterruptedException {
        String key = make("publisher", "acct_pub").text("key");
        String event = "{\"account\":\"%s\",\"type\":\"message.created\",\"data\":{}}";

        assertThat(api.as(key, "POST", "/v1/events", event.formatted("acct_pub")).status())
                .isEqualTo(202);
        assertThat(api.as(key, "POST", "/v1/events", event.formatted("acct_x")).status())
                .isEqualTo(404);
        String all = make("publisher", null).text("key");
        assertThat(api.as(all, "POST", "/v1/events", event.formatted("acct_x")).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"ci\"}",
                "{\"name\":\"ci\",\"role\":\"admin\"}",
                "{\"name\":\"ci\",\"role\":\"account\"}",
                "{\"name\":\"ci\",\"role\":\"operator\",\"account\":\"acct_1\"}",
                "{\"name\":\"\",\"role\":\"operator\"}",
                "{\"name\":\"two\\nlines\",\"role\":\"operator\"}",
                "{\"role\":\"operator\"}",
                "{\"name\":\"ci\",\"role\":\"operator\",\"expiresAt\":\"tomorrow\"}",
                "{\"name\":\"ci\",\"role\":\"operator\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
                "{\"name\":\"ci\",\"role\":\"operator\",\"scope\":\"all\"}"
            })
    void aKeyThatCantBeMadeIsRefusedWithTheField(String body)
            throws IOException, InterruptedException {
        ApiFixture.Answer answer = api.post("/v1/keys", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("field")).isIn("name", "role", "account", "expiresAt", "scope");
    }

    @Test
    void whoChangesSomethingIsWrittenDownWithoutValues() throws IOException, InterruptedException {
        ApiFixture.Answer key = make("account", "acct_audited");
        String endpoint =
                api.as(
                                key.text("key"),
                                "POST",
                                "/v1/endpoints",
                                "{\"url\":\"https://8.8.8.8/audited\",\"eventTypes\":[\"*\"]}")
                        .text("id");
        api.as(
                key.text("key"),
                "PATCH",
                "/v1/endpoints/" + endpoint,
                "{\"headers\":{\"X-Token\":\"very-secret\"}}");

        Awaitility.await()
                .untilAsserted(() -> {
                    ApiFixture.Answer audit = api.get("/v1/audit?account=acct_audited");
                    assertThat(audit.status()).isEqualTo(200);
                    assertThat(audit.json().path("entries").valueStream())
                            .extracting(
                                    entry -> entry.path("method").asString(),
                                    entry -> entry.path("key").asString(),
                                    entry -> entry.path("fields").toString())
                            .startsWith(
                                    tuple("PATCH", key.text("id"), "[\"headers\"]"),
                                    tuple("POST", key.text("id"), "[\"url\",\"eventTypes\"]"));
                });
        assertThat(api.written.records(api.topics.audit(), 1))
                .extracting(AccessApiIT::text)
                .noneMatch(value -> value.contains("very-secret"));
    }

    @Test
    void theTrailIsAskedForByKeyAndByWhatWasChanged() throws IOException, InterruptedException {
        ApiFixture.Answer first = make("account", "acct_trail");
        ApiFixture.Answer second = make("account", "acct_trail");
        String body = "{\"url\":\"https://8.8.8.8/trail\",\"eventTypes\":[\"*\"]}";
        api.as(first.text("key"), "POST", "/v1/endpoints", body);
        String endpoint = api.as(second.text("key"), "POST", "/v1/endpoints", body).text("id");
        api.as(second.text("key"), "DELETE", "/v1/endpoints/" + endpoint, "");

        Awaitility.await()
                .untilAsserted(() -> {
                    assertThat(methods("key=" + first.text("id"))).containsExactly("POST");
                    assertThat(methods("target=" + endpoint + "&key=" + second.text("id")))
                            .contains("DELETE");
                    assertThat(methods("target=" + first.text("id"))).containsExactly("POST");
                });
        assertThat(methods("target=" + endpoint + "&key=" + first.text("id"))).isEmpty();
    }

    /** Leaves out which endpoint and which request it is about. */
    private static String withoutIds(ApiFixture.Answer answer, String endpoint) {
        return answer.response()
                .body()
                .replace(endpoint, "ID")
                .replaceAll("\"requestId\":\"[^\"]+\"", "\"requestId\":\"ID\"");
    }

    private List<String> methods(String query) throws IOException, InterruptedException {
        return api.get("/v1/audit?" + query)
                .json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("method").asString())
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private ApiFixture.Answer make(String role, @Nullable String account)
            throws IOException, InterruptedException {
        return api.post(
                "/v1/keys",
                account == null || role.equals("operator")
                        ? "{\"name\":\"it\",\"role\":\"%s\"}".formatted(role)
                        : "{\"name\":\"it\",\"role\":\"%s\",\"account\":\"%s\"}"
                                .formatted(role, account));
    }
}
