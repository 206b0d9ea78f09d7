package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.endpoint.SigningKey;
import dev.hooklane.event.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who reads the topic of endpoints, or writes to it, gets no private key by it. */
final class SigningKeyRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final SecretKeys master = SecretKeys.generate();
    private final EndpointCodec codec = codec(master, EndpointCodec.Form.ALL_SEALED);
    private final Endpoint plain =
            new Endpoint(
                    new EndpointId("ep_0000000000000001"),
                    new AccountId("acct_1"),
                    URI.create("https://example.com/"),
                    "",
                    EventSelection.of("*"),
                    Map.of(),
                    EndpointSettings.defaults(),
                    new EndpointState.Enabled(),
                    List.of(EndpointSecret.random(new Random(1), NOW)),
                    NOW,
                    NOW);
    private final SigningKey key = SigningKey.random(NOW);
    private final Endpoint endpoint =
            plain.withSigningKeys(
                    List.of(key, SigningKey.random(NOW.minusSeconds(9)).endingBy(NOW)), NOW);

    private static EndpointCodec codec(SecretKeys master, EndpointCodec.Form form) {
        return new EndpointCodec(DerivedKeys.of(master).of(KeyPurpose.ENDPOINTS), form);
    }

    @Test
    void thePublicKeyIsInClearAndThePrivateOneIsNot() {
        String written = new String(codec.write(endpoint), UTF_8);

        assertThat(written).contains(key.publicKey()).doesNotContain(key.privateKey());
        assertThat(codec.read(written.getBytes(UTF_8))).isEqualTo(endpoint);
        assertThat(endpoint.toString() + key).doesNotContain(key.privateKey());
    }

    @Test
    void anEndpointWithoutAKeyPairIsWrittenAsBefore() {
        assertThat(new String(codec.write(plain), UTF_8))
                .startsWith("{\"v\":2,")
                .doesNotContain("signingKeys");
    }

    /** It would send without the signature that the customer checks. */
    @Test
    void anEarlierReleaseMustNotReadARecordWithAKeyPair() {
        assertThat(new String(codec.write(endpoint), UTF_8)).startsWith("{\"v\":3,");
        assertThat(
                        new String(
                                codec(master, EndpointCodec.Form.SECRETS_SEALED).write(endpoint),
                                UTF_8))
                .startsWith("{\"v\":3,");
    }

    @Test
    void aPrivateKeyDoesNotOpenAsThatOfAnotherAccountEndpointOrPublicKey() {
        String written = new String(codec.write(endpoint), UTF_8);
        String other = SigningKey.random(NOW).publicKey();

        for (String moved :
                List.of(
                        written.replace("acct_1", "acct_2"),
                        written.replace("ep_0000000000000001", "ep_0000000000000002"),
                        written.replace(key.publicKey(), other))) {
            assertThat(codec.readWithoutKey(moved.getBytes(UTF_8)).signingKeys())
                    .anyMatch(SigningKey::sealed);
        }
        assertThat(
                        codec.readWithoutKey(
                                        written.replace(key.publicKey(), other).getBytes(UTF_8))
                                .isSealed())
                .isTrue();
    }

    @Test
    void whatNoKeyOpensIsWrittenBackAsItWas() {
        byte[] written = codec.write(endpoint);
        EndpointCodec stranger = codec(SecretKeys.generate(), EndpointCodec.Form.ALL_SEALED);

        Endpoint read = stranger.readWithoutKey(written);

        assertThat(read.isSealed()).isTrue();
        assertThat(read.signingKeys().getFirst().publicText()).isEqualTo(key.publicText());
        assertThat(codec.read(stranger.write(read))).isEqualTo(endpoint);
    }

    @Test
    void aReplacedKeySealsPrivateKeysAgain() {
        SecretKeys both = master.withNewKey().withNewestPrimary();
        EndpointCodec after = codec(both, EndpointCodec.Form.ALL_SEALED);
        byte[] written = codec.write(endpoint);

        assertThat(codec.isSealedByOtherKey(written)).isFalse();
        assertThat(after.isSealedByOtherKey(written)).isTrue();
        byte[] again = after.write(after.read(written));
        assertThat(after.isSealedByOtherKey(again)).isFalse();
        assertThat(codec(both.withoutOlderKeys(), EndpointCodec.Form.ALL_SEALED).read(again))
                .isEqualTo(endpoint);
    }

    /** The example of RFC 8037, A.3. */
    @Test
    void theIdIsTheThumbprintOfTheJsonWebKey() {
        SigningKey known =
                new SigningKey(
                        "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                        key.privateKey(),
                        NOW,
                        Optional.empty(),
                        false);

        assertThat(known.id()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
