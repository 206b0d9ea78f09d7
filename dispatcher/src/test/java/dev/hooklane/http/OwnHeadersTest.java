package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnHeadersTest {
    private final OwnHeaders rules = new OwnHeaders(HttpSettings.defaults("1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "host",
                "Content-Length",
                "Transfer-Encoding",
                "Connection",
                "Keep-Alive",
                "Content-Type",
                "Content-Encoding",
                "User-Agent",
                "Accept-Encoding",
                "Expect",
                "TE",
                "Trailer",
                "Upgrade",
                "Proxy-Authorization",
                "X-MGA-Signature",
                "x-mga-signature",
                "X-MGA-Event",
                "X-MGA-Anything",
                "webhook-id",
                "Webhook-Signature",
                "traceparent",
                "tracestate"
            })
    void refusesWhatHooklaneOrHttpSets(String name) {
        assertThat(rules.problems(Map.of(name, "x")))
                .containsExactly("header " + name + " is set by Hooklane or by HTTP itself");
        assertThat(rules.sendable(Map.of(name, "x")).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie", "X-Api-Key", "x_y", "Accept", "X-MGAX"})
    void acceptsAnyOther(String name) {
        assertThat(rules.problems(Map.of(name, "Bearer a b\tc"))).isEmpty();
        assertThat(rules.sendable(Map.of(name, "Bearer a")).get(name)).isEqualTo("Bearer a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nHost", "ä", "a\u0000", "a(b)"})
    void refusesNamesThatAreNone(String name) {
        assertThat(rules.problems(Map.of(name, "x"))).singleElement().asString().contains("name");
        assertThat(rules.sendable(Map.of(name, "x")).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nHost: b", "a\nb", "a\rb", "a\u0000", "ä", "a\u007f"})
    void refusesValuesThatBreakTheLineAndDoesNotRepeatThem(String value) {
        assertThat(rules.problems(Map.of("X-Api-Key", value)))
                .containsExactly(
                        "header X-Api-Key has a character that is not visible ASCII, space or tab");
        assertThat(rules.sendable(Map.of("X-Api-Key", value)).size()).isZero();
    }

    @Test
    void refusesTheSameNameTwice() {
        assertThat(rules.problems(Map.of("X-A", "1", "x-a", "2")))
                .singleElement()
                .asString()
                .endsWith("is there twice");
    }

    @Test
    void refusesMoreThanTwenty() {
        assertThat(rules.problems(headers(20, 1))).isEmpty();
        assertThat(rules.problems(headers(21, 1)))
                .containsExactly("headers are 21, the limit is 20");
    }

    @Test
    void refusesMoreThanFourKibibytes() {
        assertThat(rules.problems(headers(2, 2_044))).isEmpty();
        assertThat(rules.problems(headers(2, 2_045)))
                .containsExactly("headers have 4098 characters in all, the limit is 4096");
    }

    /** Names of four characters. */
    private static Map<String, String> headers(int count, int valueChars) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put("X-%02d".formatted(i), "v".repeat(valueChars));
        }
        return headers;
    }

    @Test
    void followsTheSettingsOfTheSignatureHeader() {
        OwnHeaders custom =
                new OwnHeaders(
                        HttpSettings.defaults("1")
                                .withHeaders(new HeaderNames("Acme-", "Acme-Sig", "")));

        assertThat(custom.problems(Map.of("acme-sig", "x"))).hasSize(1);
        assertThat(custom.problems(Map.of("Acme-Event", "x"))).hasSize(1);
        assertThat(custom.problems(Map.of("X-MGA-Signature", "x"))).isEmpty();
    }
}
