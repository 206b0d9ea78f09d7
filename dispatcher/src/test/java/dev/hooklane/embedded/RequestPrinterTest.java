package dev.hooklane.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestPrinterTest {

    private static final SignatureVerdict VALID = new SignatureVerdict.Valid();
    private static final Map<String, List<String>> HEADERS =
            Map.of(
                    "X-MGA-Event", List.of("conversation.created"),
                    "X-MGA-Delivery", List.of("dlv_1"),
                    "X-MGA-Attempt", List.of("2"));

    private final RequestPrinter plain = new RequestPrinter(ZoneOffset.UTC, false);

    @Test
    void showsTheRequestOnOneLineAndItsBodyIndentedBelow() {
        String text = plain.text(request(HEADERS, "{\"id\":\"evt_1\",\"n\":1.50E+3}", VALID));

        assertThat(text)
                .isEqualTo(
                        """
                        10:30:00.123  conversation.created  dlv_1  attempt 2  ✓ body HMAC  ✓ Standard Webhooks  -> 200
                          {
                            "id" : "evt_1",
                            "n" : 1.50E+3
                          }

                        """);
    }

    @Test
    void saysWhyASignatureIsInvalid() {
        SignatureVerdict invalid = new SignatureVerdict.Invalid("no X-MGA-Signature header");

        assertThat(plain.text(request(HEADERS, "{}", invalid)))
                .contains("✗ body HMAC (no X-MGA-Signature header)");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(plain.text(request(Map.of(), "", new SignatureVerdict.NotChecked())))
                .isEqualTo(
                        """
                        10:30:00.123  no type  no delivery id  attempt ?  - body HMAC not checked  ✓ Standard Webhooks  -> 200
                          (no body)

                        """);
    }

    @Test
    void controlCharactersOfTheRequestNeverReachTheTerminal() {
        String hostile = "\u001b]0;owned\u0007\r\u009b2J\u202e\u2028";
        Map<String, List<String>> headers =
                Map.of("X-MGA-Event", List.of(hostile), "X-MGA-Delivery", List.of("a\nb"));

        for (String body : List.of(hostile, "{\"a\":\"" + hostile + "\"}", "\"" + hostile + "\"")) {
            String text = plain.text(request(headers, body, new SignatureVerdict.Invalid(hostile)));

            assertThat(
                            text.codePoints()
                                    .filter(c -> c != '\n')
                                    .filter(RequestPrinterTest::steersTerminals))
                    .isEmpty();
            assertThat(text.lines().findFirst().orElseThrow())
                    .contains("\\u001b]0;owned", "a\\u000ab");
        }
    }

    @Test
    void aBodyCanNotForgeAHeaderLine() {
        String text = plain.text(request(HEADERS, "x\n10:30:00.123  forged", VALID));

        assertThat(text).contains("\n  10:30:00.123  forged\n");
    }

    @Test
    void aLongBodyIsCutAndSaysSo() {
        String text = plain.text(request(HEADERS, "x".repeat(100_000), VALID));

        assertThat(text).hasSizeLessThan(20_000).contains("the body has 100000 bytes");
    }

    @Test
    void coloursOnlyWhenAsked() {
        ReceivedRequest request = request(HEADERS, "{}", VALID);

        assertThat(plain.text(request)).doesNotContain("\u001b");
        assertThat(new RequestPrinter(ZoneOffset.UTC, true).text(request))
                .contains("\u001b[32m✓ body HMAC\u001b[0m");
    }

    private static boolean steersTerminals(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.LINE_SEPARATOR;
    }

    private static ReceivedRequest request(
            Map<String, List<String>> headers, String body, SignatureVerdict check) {
        return new ReceivedRequest(
                Instant.parse("2024-01-15T10:30:00.123Z"),
                "POST",
                "/hook",
                new RequestHeaders(headers, HeaderNames.defaults()),
                ReceivedBody.of(body.getBytes(StandardCharsets.UTF_8)),
                check,
                VALID,
                200);
    }
}
