package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What forms about webhooks ask of the API, and how they tell what it refuses. */
class EndpointFormsIT {
    private static final String ENDPOINT =
            """
            {"id":"ep_1","account":"acct_1","url":"https://x.example/h","description":"shop","eventTypes":["message.*"],
            "filter":null,"headers":{"X-Token":"(set)"},"timeout":null,"maxInFlight":4,"rateLimit":{"perSecond":2,"burst":5},
            "ordered":false,"schedule":null,"secrets":[{"createdAt":"2026-01-01T00:00:00Z","validUntil":null}],
            "state":"%s","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"%s}\
            """;

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        server.says("GET /v1/endpoints/ep_1", 200, ENDPOINT.formatted("enabled", ""));
        server.says(
                "GET /v1/event-types",
                200,
                """
                {"eventTypes":[{"name":"message.created","description":"New.","example":{"text":"hi"}},
                {"name":"bot.updated","description":"Bot.","example":{}}],"next":null}\
                """);
        server.says(
                "GET /v1/egress", 200, "{\"addresses\":[\"203.0.113.7/32\",\"2001:db8::/48\"]}");
        reader.signIn(ConsoleServer.KEY);
        reader.open("/webhooks");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEndpointIsMadeOnceAndItsSecretShown() throws Exception {
        server.says(
                "POST /v1/endpoints",
                201,
                "{\"id\":\"ep_1\",\"url\":\"https://x.example/h\",\"secret\":\"whsec_abc\"}");

        Shown made =
                reader.submit(
                        "/webhooks/new?account=acct_1",
                        Map.of(
                                "url", " https://x.example/h ",
                                "scope", "chosen",
                                "events", "message.*",
                                "once", "0123"));

        assertThat(lastCall())
                .isEqualTo(
                        "POST /v1/endpoints {\"account\":\"acct_1\",\"url\":\"https://x.example/h\",\"description\":\"\",\"eventTypes\":[\"message.*\"]}");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text())
                .contains("whsec_abc", "it won’t be shown again", "crypto.timingSafeEqual")
                .contains("hmac.compare_digest", "MessageDigest.isEqual", "hmac.Equal");
    }

    @Test
    void theFormSaysWhichAddressesRequestsComeFrom() throws Exception {
        assertThat(reader.open("/webhooks/new?account=acct_1").text())
                .contains("Requests come from 203.0.113.7, 2001:db8::/48.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    422 | url        | url host x.example is refused: it is private | The host x.example is refused
                    422 | eventTypes | eventTypes is empty                          | Choose at least one event.
                    422 | account    | id a b is not allowed                        | id a b is not allowed
                    409 |            | the same request is being done               | the same request is being done
                    """)
    void whatIsRefusedStandsAtItsFieldAndNothingTypedIsLost(
            int status, @Nullable String field, String detail, String shown) throws Exception {
        server.says(
                "POST /v1/endpoints",
                status,
                "{\"detail\":\"%s\"%s}"
                        .formatted(detail, field == null ? "" : ",\"field\":\"" + field + "\""));

        Shown again =
                reader.submit(
                        "/webhooks/new",
                        Map.of(
                                "url", "https://x.example/typed",
                                "description", "typed, too",
                                "owner", "a b",
                                "scope", "chosen",
                                "events", "bot.updated"));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text())
                .contains(shown, "https://x.example/typed", "typed, too", "value=\"a b\"")
                .containsPattern("value=\"bot.updated\" checked");
    }

    @Test
    void aUrlIsCheckedWhileItIsTyped() throws Exception {
        server.says(
                "POST /v1/endpoints/check",
                200,
                "{\"allowed\":false,\"problems\":[\"url does not start with https://\"]}");

        Shown verdict = reader.part("/webhooks/check-url", Map.of("url", "ftp://<b>"));

        assertThat(verdict.text()).contains("The URL does not start with https://");
        assertThat(reader.part("/webhooks/check-url", Map.of("url", "")).text().strip()).isEmpty();
    }

    @Test
    void onlyWhatWasChangedIsAskedFor() throws Exception {
        server.says("PATCH /v1/endpoints/ep_1", 200, ENDPOINT.formatted("enabled", ""));

        Shown saved =
                reader.submit(
                        "/webhooks/ep_1/edit",
                        Map.of(
                                "url", "https://x.example/h",
                                "description", "other shop",
                                "scope", "chosen",
                                "events", "message.*",
                                "maxInFlight", "4",
                                "perSecond", "2.0",
                                "burst", "5",
                                "timeout", "5s"));

        assertThat(lastCall())
                .isEqualTo(
                        "PATCH /v1/endpoints/ep_1 {\"description\":\"other shop\",\"timeout\":\"5s\"}");
        assertThat(saved.header("location")).isEqualTo("/webhooks/ep_1");
    }

    @Test
    void whatIsNoNumberOrNoJsonIsRefusedBeforeItIsAsked() throws Exception {
        Shown again =
                reader.submit(
                        "/webhooks/ep_1/edit",
                        Map.of(
                                "url", "https://x.example/h",
                                "scope", "all",
                                "maxInFlight", "many",
                                "perSecond", "2",
                                "filter", "{",
                                "newHeaders", "X-A: 1\nnonsense"));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text())
                .contains("“many” is not a whole number", "A rate limit needs two numbers")
                .contains("filter is not JSON", "“nonsense” is not of the form Name: value");
        assertThat(lastCall()).startsWith("GET ");
    }

    @Test
    void whoeverWasOvertakenIsToldAndKeepsWhatWasTyped() throws Exception {
        server.says("PATCH /v1/endpoints/ep_1", 412, "{\"detail\":\"it is at version 2\"}");

        Shown again =
                reader.submit(
                        "/webhooks/ep_1/edit",
                        Map.of(
                                "url", "https://x.example/h",
                                "description", "mine",
                                "scope", "all",
                                "version", "\"1\""));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("Someone else changed this webhook", "mine");
    }

    @Test
    void headersAreKeptUnlessNewOnesAreGivenOrNoneWanted() throws Exception {
        server.says("PATCH /v1/endpoints/ep_1", 200, ENDPOINT.formatted("enabled", ""));
        Map<String, String> same =
                Map.of(
                        "url", "https://x.example/h",
                        "description", "shop",
                        "scope", "chosen",
                        "events", "message.*",
                        "maxInFlight", "4",
                        "perSecond", "2",
                        "burst", "5");

        reader.submit("/webhooks/ep_1/edit", same);
        assertThat(lastCall()).startsWith("GET ");
        reader.submit("/webhooks/ep_1/edit", with(same, "newHeaders", "X-A: 1\r\nX-B:2:3"));
        assertThat(lastCall()).endsWith("{\"headers\":{\"X-A\":\"1\",\"X-B\":\"2:3\"}}");
        reader.submit("/webhooks/ep_1/edit", with(same, "noHeaders", "true"));
        assertThat(lastCall()).endsWith("{\"headers\":{}}");
    }

    @Test
    void aDisabledOneSaysWhyAndHowToGoOn() throws Exception {
        server.says(
                "GET /v1/endpoints/ep_1",
                200,
                ENDPOINT.formatted("disabled", ",\"disabledReason\":\"410 <Gone>\""));

        assertThat(reader.open("/webhooks/ep_1").text())
                .contains(
                        "Disabled: 410 &lt;Gone&gt;.",
                        "Enable",
                        "Enable the webhook to send a test");
    }

    @Test
    void aTestsResultIsShownInPlaceAsText() throws Exception {
        server.says(
                "POST /v1/endpoints/ep_1/test",
                200,
                """
                {"id":"dlv_1","attempts":[{"number":1,"durationMs":1234,"outcome":"status_5xx","status":503,
                "response":"<script>alert(1)</script>","responseHeaders":{"x-a":"<b>"},
                "phasesMs":{"lookup":1.25,"connect":2.0,"body":0.1}}]}\
                """);

        Shown result = reader.part("/webhooks/ep_1/test", Map.of("type", "message.created"));

        assertThat(lastCall())
                .isEqualTo("POST /v1/endpoints/ep_1/test {\"type\":\"message.created\"}");
        assertThat(result.text())
                .contains("503", "1.2 s", "Look-up", "1.3 ms", "&lt;script&gt;", "x-a: &lt;b&gt;")
                .doesNotContain("<script>", "<html");
    }

    @Test
    void aSlowTestIsAskedForAgain() throws Exception {
        server.says(
                "POST /v1/endpoints/ep_1/test",
                202,
                "{\"event\":\"evt_1\",\"delivery\":\"dlv_1\"}");

        Shown sent = reader.part("/webhooks/ep_1/test", Map.of("type", "webhook.test"));
        Shown later = reader.open("/webhooks/ep_1/tested/dlv_1");

        assertThat(sent.text()).contains("hx-get=\"/webhooks/ep_1/tested/dlv_1\"");
        assertThat(later.text()).contains("hx-get=\"/webhooks/ep_1/tested/dlv_1\"");
    }

    @Test
    void aRotatedSecretIsShownWithTheEndOfTheOld() throws Exception {
        server.says(
                "POST /v1/endpoints/ep_1/secret/rotate",
                200,
                """
                {"id":"ep_1","url":"https://x.example/h","secret":"whsec_new",
                "secrets":[{"createdAt":"2026-01-02T00:00:00Z","validUntil":null},
                {"createdAt":"2026-01-01T00:00:00Z","validUntil":"2026-01-03T00:00:00Z"}]}\
                """);

        Shown rotated =
                reader.submit("/webhooks/ep_1/secret", Map.of("overlap", "24h", "once", "9"));

        assertThat(rotated.text())
                .contains("whsec_new", "datetime=\"2026-01-03T00:00:00Z\"", "Secret rotated");
    }

    @Test
    void whoMayOnlyLookIsOfferedNothingElse() throws Exception {
        server.knows("account", "acct_1", "view");
        Reader looker = server.reader();
        looker.signIn(ConsoleServer.KEY);

        Shown page = looker.open("/webhooks/ep_1");
        Shown edit = looker.open("/webhooks/ep_1/edit");
        Shown removed = looker.submit("/webhooks/ep_1/remove", Map.of());

        assertThat(page.text()).doesNotContain("Pause", "Rotate", "Remove", "Send test");
        assertThat(edit.status()).isEqualTo(403);
        assertThat(edit.text()).contains("No permission", "but not change them");
        assertThat(removed.status()).isEqualTo(403);
        assertThat(server.calls()).noneMatch(call -> call.what().startsWith("DELETE"));
    }

    @Test
    void aFormWithoutThisSessionsTokenChangesNothing() throws Exception {
        Shown refused =
                reader.send(
                        reader.form("/webhooks/ep_1/remove", Map.of("token", "x"))
                                .header("Sec-Fetch-Site", "same-origin"));
        Shown elsewhere =
                reader.send(
                        reader.form("/webhooks/ep_1/remove", Map.of("token", reader.token()))
                                .header("Sec-Fetch-Site", "same-site"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(server.calls()).noneMatch(call -> call.what().startsWith("DELETE"));
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(name, value);
        return all;
    }

    private String lastCall() {
        ConsoleServer.Call last =
                server.calls().stream()
                        .filter(call ->
                                !call.what().startsWith("GET ") || call.what().endsWith("/ep_1"))
                        .reduce((_, later) -> later)
                        .orElseThrow();
        return last.what() + " " + last.body();
    }
}
