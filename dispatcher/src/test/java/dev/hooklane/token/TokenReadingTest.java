package dev.hooklane.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.token.TokenAnswer.Denied;
import dev.hooklane.token.TokenAnswer.Granted;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenReadingTest {
    private static TokenAnswer read(String body) {
        return TokenReading.of("id.example", 200, body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "3600, PT59M30S",
        "'\"3600\"', PT59M30S",
        "10, PT9S",
        "3600.9, PT59M30S",
        "1e300, PT23H59M30S",
        "99999999999, PT23H59M30S",
        "0, PT0S",
        "-5, PT0S",
        "null, PT5M",
        "true, PT5M",
        "'\"soon\"', PT5M"
    })
    void aTokenIsKeptUntilShortlyBeforeItsEnd(String expiresIn, Duration kept) {
        assertThat(
                        read(
                                "{\"access_token\":\"a.b-c_d~e+f/g==\",\"expires_in\":%s}"
                                        .formatted(expiresIn)))
                .isEqualTo(new Granted("a.b-c_d~e+f/g==", kept));
    }

    /** Jackson throws where such an integer is asked for as a double. */
    @Test
    void aTimeThatNoNumberReachesIsUnsaid() {
        assertThat(read("{\"access_token\":\"a\",\"expires_in\":%s}".formatted("9".repeat(400))))
                .isEqualTo(new Granted("a", TokenReading.UNSAID));
    }

    /** Jackson takes the malformed name for the other one, once it has seen that. */
    @Test
    void aMalformedResponseSaysNothing() {
        byte[] known = "{\"error\":\"invalid_grant\"}".getBytes(UTF_8);
        byte[] malformed = "{\"erro\u00ffr\":\"invalid_grant\"}".getBytes(ISO_8859_1);

        assertThat(TokenReading.of("id.example", 400, known))
                .isEqualTo(new Denied("the token server id.example answered 400 (invalid_grant)"));
        assertThat(TokenReading.of("id.example", 400, malformed))
                .isEqualTo(new Denied("the token server id.example answered 400"));
    }

    @Test
    void aServerThatDoesNotSaySoIsAskedAgainAfterFiveMinutes() {
        assertThat(read("{\"access_token\":\"a\"}"))
                .isEqualTo(new Granted("a", TokenReading.UNSAID));
    }

    @Test
    void aTokenThatNoServerTakesIsRefused() {
        String longest = "a".repeat(TokenReading.TOKEN_MAX);

        assertThat(read("{\"access_token\":\"%s\"}".formatted(longest)))
                .isInstanceOf(Granted.class);
        assertThat(read("{\"access_token\":\"%sa\"}".formatted(longest)))
                .isEqualTo(
                        new Denied(
                                "the token server id.example gave a token of 8193 characters, the"
                                        + " limit is 8192"));
    }

    @Test
    void theTokenIsNotInItsText() {
        assertThat(read("{\"access_token\":\"s3cret\"}").toString()).doesNotContain("s3cret");
    }
}
