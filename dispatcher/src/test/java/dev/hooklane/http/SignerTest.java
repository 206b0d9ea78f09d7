package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.EndpointSecret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignerTest {
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The example of the Standard Webhooks specification. */
    @Test
    void signsTheExampleOfStandardWebhooks() {
        Signer signer =
                new Signer(
                        new EndpointSecret(
                                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                Samples.NOW,
                                Optional.empty()));
        byte[] idAndTime =
                "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.".getBytes(StandardCharsets.UTF_8);

        assertThat(signer.base64(idAndTime, BODY))
                .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** {@code printf %s '{"test": 2432232314}' | openssl dgst -sha256 -hmac whsec_...} */
    @Test
    void signsThePlainHeaderWithTheSecretsText() {
        assertThat(new Signer(Samples.SECRET).hex(BODY))
                .isEqualTo("6daba85b79c537709eb90b166da2f1785a310b66456a360388bd2b000583da24");
    }

    @Test
    void oneSignatureDoesNotDisturbTheNext() {
        Signer signer = new Signer(Samples.SECRET);
        String first = signer.hex(BODY);
        signer.hex(HexFormat.of().parseHex("00ff"));

        assertThat(signer.hex(BODY)).isEqualTo(first);
    }
}
