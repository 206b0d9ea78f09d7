package dev.hooklane.console.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.http.HeaderNames;
import org.junit.jupiter.api.Test;

/** What the code does has a test of its own, in which it runs. */
final class VerificationCodeTest {
    @Test
    void itNamesTheHeadersOfThisInstallation() {
        VerificationCode code = new VerificationCode(HeaderNames.withPrefix("X-Acme-"));

        assertThat(code.simple())
                .hasSize(7)
                .allSatisfy(sample ->
                        assertThat(sample.text())
                                .contains("X-Acme-Signature", "sha256=")
                                .doesNotContain("X-MGA-"));
    }

    @Test
    void itLooksForTheTextBeforeTheDigits() {
        VerificationCode code =
                new VerificationCode(new HeaderNames("X-Acme-", "X-MGA-Signature", "v0="));

        assertThat(code.simple())
                .allSatisfy(sample ->
                        assertThat(sample.text())
                                .contains("X-MGA-Signature", "v0=")
                                .doesNotContain("sha256="));
    }

    @Test
    void standardWebhooksHasItsOwnHeaders() {
        VerificationCode code = new VerificationCode(HeaderNames.withPrefix("X-Acme-"));

        assertThat(code.standard())
                .hasSize(7)
                .allSatisfy(sample ->
                        assertThat(sample.text())
                                .contains("webhook-signature")
                                .doesNotContain("X-Acme-"));
    }
}
