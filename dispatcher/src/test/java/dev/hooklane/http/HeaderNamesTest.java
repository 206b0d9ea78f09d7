package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderNamesTest {
    @Test
    void theDefaultsAreTheContracts() {
        HeaderNames names = HeaderNames.defaults();

        assertThat(names).isEqualTo(new HeaderNames("X-MGA-", "X-MGA-Signature", "sha256="));
        assertThat(names.event()).isEqualTo("X-MGA-Event");
        assertThat(names.delivery()).isEqualTo("X-MGA-Delivery");
        assertThat(names.attempt()).isEqualTo("X-MGA-Attempt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Acme-", "Acme-", "a-", "x_y.z~-", "Accepted-", "Webhooks-", "X-F-"})
    void aPrefixOfOnesOwnIsAccepted(String prefix) {
        assertThat(HeaderNames.withPrefix(prefix).signature()).isEqualTo(prefix + "Signature");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''        | header prefix '' has 0 characters; 2 to 50 are allowed
                    -         | header prefix '-' has 1 characters; 2 to 50 are allowed
                    X-Acme    | header prefix 'X-Acme' is not the beginning of a header name, up to a -
                    X Acme-   | header prefix 'X Acme-' is not the beginning of a header name, up to a -
                    X:-       | header prefix 'X:-' is not the beginning of a header name, up to a -
                    é-        | header prefix 'é-' is not the beginning of a header name, up to a -
                    Content-  | header prefix 'Content-' is shared with headers that are not Hooklane's, content-*
                    webhook-  | header prefix 'webhook-' is shared with headers that are not Hooklane's, webhook-*
                    WEBHOOK-A-| header prefix 'WEBHOOK-A-' is shared with headers that are not Hooklane's, webhook-*
                    Sec-      | header prefix 'Sec-' is shared with headers that are not Hooklane's, sec-*
                    User-     | header prefix 'User-' is shared with headers that are not Hooklane's, user-*
                    X-        | header prefix 'X-' is shared with headers that are not Hooklane's, x-forwarded-*
                    """)
    void anyOtherPrefixIsRefusedInOneLine(String prefix, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderNames.withPrefix(prefix))
                .withMessage(problem);
    }

    @Test
    void aPrefixOfFiftyCharactersIsTheLongest() {
        String longest = "x".repeat(49) + "-";

        assertThat(HeaderNames.withPrefix(longest).prefix()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderNames.withPrefix("x" + longest))
                .withMessageEndingWith("has 51 characters; 2 to 50 are allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "webhook-signature",
                "Host",
                "traceparent",
                "Acme-Event",
                "acme-delivery",
                "ACME-ATTEMPT"
            })
    void theSignatureHeaderReplacesNoOther(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderNames("Acme-", name, ""))
                .withMessage("signature header '%s' is already the name of another header", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "é"})
    void theSignatureHeaderIsAHeaderName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderNames("Acme-", name, ""))
                .withMessageEndingWith("is not a header name of 1 to 100 characters");
    }

    @Test
    void aTextForPeopleNamesTheHeadersThatAreSent() {
        HeaderNames kept = new HeaderNames("X-Acme-", "X-MGA-Signature", "v0=");

        assertThat(kept.in("X-MGA-Signature: sha256=6f and X-MGA-Event, begin with X-MGA-."))
                .isEqualTo("X-MGA-Signature: v0=6f and X-Acme-Event, begin with X-Acme-.");
        assertThat(HeaderNames.withPrefix("a$1-").in("X-MGA-Signature")).isEqualTo("a$1-Signature");
    }
}
