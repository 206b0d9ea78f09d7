package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.SigningKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

final class KeySignerTest {
    private static final byte[] NOTHING = {};

    /** The first test vector of RFC 8032. */
    private static final SigningKey KEY =
            new SigningKey(
                    base64("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
                    base64("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
                    Samples.NOW,
                    Optional.empty(),
                    false);

    @Test
    void itSignsAsTheVectorOfTheStandardSays() {
        assertThat(new KeySigner(KEY).base64(NOTHING, NOTHING))
                .isEqualTo(
                        base64(
                                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));
    }

    @Test
    void itSignsIdAndTimeBeforeTheBody() {
        KeySigner signer = new KeySigner(KEY);

        assertThat(signer.base64("evt_1.1.".getBytes(UTF_8), "{}".getBytes(UTF_8)))
                .isEqualTo(signer.base64("evt_1.1.{}".getBytes(UTF_8), NOTHING));
    }

    @Test
    void aSignatureOfEachValidKeyFollowsThatOfTheSecret() {
        SigningKey ending = SigningKey.random(Samples.NOW.minusSeconds(9));
        SigningKey ended = SigningKey.random(Samples.NOW.minusSeconds(99));
        Endpoint endpoint =
                Samples.endpoint("https://example.com/")
                        .withSigningKeys(
                                List.of(
                                        ended.endingBy(Samples.NOW),
                                        ending.endingBy(Samples.NOW.plusSeconds(1)),
                                        KEY),
                                Samples.NOW);

        assertThat(signatures(endpoint)).hasSize(3);
        assertThat(signatures(endpoint).get(0)).startsWith("v1,");
        assertThat(signatures(endpoint).subList(1, 3)).allMatch(each -> each.startsWith("v1a,"));
    }

    @Test
    void anEndpointWithoutAKeyPairIsSignedAsBefore() {
        Endpoint endpoint = Samples.endpoint("https://example.com/");
        Endpoint signing = endpoint.withSigningKeys(List.of(KEY), Samples.NOW);

        assertThat(signatures(endpoint)).containsExactly(signatures(signing).getFirst());
        assertThat(header(endpoint, "X-MGA-Signature"))
                .isEqualTo(header(signing, "X-MGA-Signature"));
    }

    @Test
    void whileASecretIsReplacedTooAllSign() {
        EndpointSecret older =
                new EndpointSecret(
                        "whsec_AAAAr8GKYqrTwjUPD8ILPZIo2LaLaSw2t0n8mTcZhY0=",
                        Samples.NOW.minusSeconds(60),
                        Optional.empty());
        Endpoint endpoint =
                Samples.endpoint("https://example.com/", Map.of(), List.of(Samples.SECRET, older))
                        .withSigningKeys(List.of(KEY), Samples.NOW);

        assertThat(signatures(endpoint).stream().map(each -> each.replaceFirst(",.*", "")))
                .containsExactly("v1", "v1", "v1a");
    }

    private static List<String> signatures(Endpoint endpoint) {
        return List.of(header(endpoint, "webhook-signature").split(" "));
    }

    private static String header(Endpoint endpoint, String name) {
        HttpSettings settings = Samples.settings();
        PreparedEndpoint prepared =
                new PreparedEndpoint(endpoint, Samples.LOCAL, new OwnHeaders(settings));
        return Objects.requireNonNull(
                new SignedRequests(settings)
                        .request(
                                Samples.delivery(),
                                prepared,
                                HttpUrl.get(endpoint.url().toString()),
                                Samples.NOW)
                        .build()
                        .header(name));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
