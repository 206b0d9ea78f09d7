package dev.hooklane.console;

import static dev.hooklane.console.EndpointForms.ENDPOINT;
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
    private final EndpointForms forms = new EndpointForms();

    @BeforeEach
    void signIn() throws Exception {
        forms.signIn();
    }

    @AfterEach
    void stop() {
        forms.stop();
    }

    @Test
    void anEndpointIsMadeOnceAndItsSecretShown() throws Exception {
        forms.server.says(
                "POST /v1/endpoints",
                201,
                "{\"id\":\"ep_1\",\"url\":\"https://x.example/h\",\"secret\":\"whsec_abc\"}");

        Shown made =
                forms.reader.submit(
                        "/webhooks/new?account=acct_1",
                        Map.of(
                                "url", " https://x.example/h ",
                                "scope", "chosen",
                                "events", "message.*",
                                "once", "0123"));

        assertThat(forms.lastCall())
                .isEqualTo(
                        "POST /v1/endpoints {\"account\":\"acct_1\",\"url\":\"https://x.example/h\",\"description\":\"\",\"eventTypes\":[\"message.*\"]}");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text())
                .contains("whsec_abc", "it won’t be shown again", "crypto.timingSafeEqual")
                .contains("hmac.compare_digest", "MessageDigest.isEqual", "hmac.Equal");
    }

    @Test
    void theFormSaysWhichAddressesRequestsComeFrom() throws Exception {
        assertThat(forms.reader.open("/webhooks/new?account=acct_1").text())
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
        forms.server.says(
                "POST /v1/endpoints",
                status,
                "{\"detail\":\"%s\"%s}"
                        .formatted(detail, field == null ? "" : ",\"field\":\"" + field + "\""));

        Shown again =
                forms.reader.submit(
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
        forms.server.says(
                "POST /v1/endpoints/check",
                200,
                "{\"allowed\":false,\"problems\":[\"url does not start with https://\"]}");

        Shown verdict = forms.reader.part("/webhooks/check-url", Map.of("url", "ftp://<b>"));

        assertThat(verdict.text()).contains("The URL does not start with https://");
        assertThat(forms.reader.part("/webhooks/check-url", Map.of("url", "")).text().strip())
                .isEmpty();
    }

    @Test
    void onlyWhatWasChangedIsAskedFor() throws Exception {
        forms.server.says("PATCH /v1/endpoints/ep_1", 200, ENDPOINT.formatted("enabled", ""));

        Shown saved =
                forms.reader.submit(
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

        assertThat(forms.lastCall())
                .isEqualTo(
                        "PATCH /v1/endpoints/ep_1 {\"description\":\"other shop\",\"timeout\":\"5s\"}");
        assertThat(saved.header("location")).isEqualTo("/webhooks/ep_1");
    }

    @Test
    void whatIsNoNumberOrNoJsonIsRefusedBeforeItIsAsked() throws Exception {
        Shown again =
                forms.reader.submit(
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
        assertThat(forms.lastCall()).startsWith("GET ");
    }

    @Test
    void whoeverWasOvertakenIsToldAndKeepsWhatWasTyped() throws Exception {
        forms.server.says("PATCH /v1/endpoints/ep_1", 412, "{\"detail\":\"it is at version 2\"}");

        Shown again =
                forms.reader.submit(
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
        forms.server.says("PATCH /v1/endpoints/ep_1", 200, ENDPOINT.formatted("enabled", ""));
        Map<String, String> same =
                Map.of(
                        "url", "https://x.example/h",
                        "description", "shop",
                        "scope", "chosen",
                        "events", "message.*",
                        "maxInFlight", "4",
                        "perSecond", "2",
                        "burst", "5");

        forms.reader.submit("/webhooks/ep_1/edit", same);
        assertThat(forms.lastCall()).startsWith("GET ");
        forms.reader.submit("/webhooks/ep_1/edit", with(same, "newHeaders", "X-A: 1\r\nX-B:2:3"));
        assertThat(forms.lastCall()).endsWith("{\"headers\":{\"X-A\":\"1\",\"X-B\":\"2:3\"}}");
        forms.reader.submit("/webhooks/ep_1/edit", with(same, "noHeaders", "true"));
        assertThat(forms.lastCall()).endsWith("{\"headers\":{}}");
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(name, value);
        return all;
    }
}
