package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EndpointTls;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.endpoint.OAuth2Client;
import dev.hooklane.endpoint.ServerAccess;
import dev.hooklane.event.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Secrets of OAuth2 clients and private keys in the topic of endpoints. */
final class SealedAccessRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final SecretKeys master = SecretKeys.generate();
    private final EndpointCodec codec =
            new EndpointCodec(DerivedKeys.of(master).of(KeyPurpose.ENDPOINTS));
    private final EndpointCodec back =
            new EndpointCodec(
                    DerivedKeys.of(master).sealingWithMaster().of(KeyPurpose.ENDPOINTS),
                    EndpointCodec.Form.SECRETS_SEALED);
    private final EndpointCodec stranger =
            new EndpointCodec(DerivedKeys.of(SecretKeys.generate()).of(KeyPurpose.ENDPOINTS));
    private final Endpoint endpoint =
            new Endpoint(
                            new EndpointId("ep_0000000000000001"),
                            new AccountId("acct_1"),
                            URI.create("https://hooks.example.com/in"),
                            "",
                            EventSelection.of("*"),
                            Map.of(),
                            EndpointSettings.defaults(),
                            new EndpointState.Enabled(),
                            List.of(EndpointSecret.random(new Random(1), NOW)),
                            NOW,
                            NOW)
                    .withAccess(
                            ServerAccess.of(
                                    Optional.of(
                                            new OAuth2Client(
                                                    URI.create("https://id.example.com/t0ken"),
                                                    "client-1",
                                                    "client-s3cret",
                                                    Optional.of("a b"),
                                                    Optional.empty(),
                                                    OAuth2Client.Method.CLIENT_SECRET_POST)),
                                    Optional.of(
                                            new EndpointTls(
                                                    Optional.of("ca-s3cret"),
                                                    Optional.of("certificate-s3cret"),
                                                    Optional.of("key-s3cret"),
                                                    NOW))),
                            NOW);

    @Test
    void noneIsInTheBytesAndAllAreReadAgain() {
        byte[] written = codec.write(endpoint);

        assertThat(new String(written, UTF_8)).doesNotContain("s3cret", "t0ken", "client-1");
        assertThat(codec.read(written)).isEqualTo(endpoint);
        assertThat(codec.isSealedByOtherKey(written)).isFalse();
    }

    @Test
    void aReleaseThatDoesNotKnowThemDoesNotReadTheRecord() {
        assertThat(new String(codec.write(endpoint), UTF_8)).startsWith("{\"v\":4,");
        assertThat(new String(codec.write(without()), UTF_8)).startsWith("{\"v\":2,");
    }

    private Endpoint without() {
        return endpoint.withAccess(ServerAccess.NONE, NOW);
    }

    @Test
    void onTheWayBackTheyStaySealedAndAreNotSealedAgainForEver() {
        byte[] written = back.write(endpoint);

        assertThat(new String(written, UTF_8)).doesNotContain("s3cret");
        assertThat(back.isSealedByOtherKey(written)).isFalse();
        assertThat(codec.read(written)).isEqualTo(endpoint);
    }

    @Test
    void whatNoKeyOpensIsCarriedAlong() {
        Endpoint sealed = stranger.readWithoutKey(codec.write(endpoint));

        byte[] paused = stranger.write(sealed.withState(new EndpointState.Paused(), NOW));

        assertThat(sealed.access().unopened()).isTrue();
        assertThat(sealed.isSealed()).isTrue();
        assertThat(codec.read(paused))
                .isEqualTo(endpoint.withState(new EndpointState.Paused(), NOW));
    }

    @Test
    void theTextShowsNoneOfThem() {
        assertThat(endpoint.toString() + endpoint.access()).doesNotContain("s3cret", "t0ken");
    }
}
