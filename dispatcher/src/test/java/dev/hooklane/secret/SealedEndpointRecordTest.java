package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads the topic of endpoints, or writes to it, gets no credential by it. */
final class SealedEndpointRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final EndpointId ID = new EndpointId("ep_0000000000000001");

    private final SecretKeys master = SecretKeys.generate();
    private final EndpointCodec codec =
            new EndpointCodec(DerivedKeys.of(master).of(KeyPurpose.ENDPOINTS));
    private final EndpointCodec back =
            new EndpointCodec(
                    DerivedKeys.of(master).sealingWithMaster().of(KeyPurpose.ENDPOINTS),
                    EndpointCodec.Form.SECRETS_SEALED);
    private final EndpointCodec earlier =
            new EndpointCodec(
                    TinkSecretCipher.of(master.toJson()), EndpointCodec.Form.SECRETS_SEALED);
    private final Endpoint endpoint =
            new Endpoint(
                    ID,
                    new AccountId("acct_1"),
                    URI.create("https://hooks.example.com/in/p4th-t0ken?key=qu3ry-t0ken"),
                    "",
                    EventSelection.of("*"),
                    Map.of("Authorization", "Bearer h3ader-t0ken"),
                    EndpointSettings.defaults(),
                    new EndpointState.Enabled(),
                    List.of(EndpointSecret.random(new Random(1), NOW)),
                    NOW,
                    NOW);

    @Test
    void noCredentialIsInTheBytes() {
        String written = new String(codec.write(endpoint), UTF_8);

        assertThat(written)
                .doesNotContain("t0ken", endpoint.secrets().getFirst().text())
                .contains("\"origin\":\"https://hooks.example.com:443\"");
        assertThat(codec.read(written.getBytes(UTF_8))).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com:443, https://evil.example:443",
        "acct_1, acct_2",
        "ep_0000000000000001, ep_0000000000000002"
    })
    void movedToAnotherOriginAccountOrEndpointTheyDoNotOpen(String from, String to) {
        String moved = new String(codec.write(endpoint), UTF_8).replace(from, to);

        Endpoint read = codec.readWithoutKey(moved.getBytes(UTF_8));

        assertThat(read.isSealed()).isTrue();
        assertThat(read.headers()).isEmpty();
        assertThat(read.url().toString()).doesNotContain("t0ken");
        assertThatThrownBy(() -> codec.read(moved.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordOfAnEarlierReleaseIsReadAndIsToBeSealedAgain() {
        byte[] written = earlier.write(endpoint);

        assertThat(codec.read(written)).isEqualTo(endpoint);
        assertThat(codec.isSealedByOtherKey(written)).isTrue();
        assertThat(codec.isSealedByOtherKey(codec.write(codec.read(written)))).isFalse();
    }

    @Test
    void onTheWayBackAnEarlierReleaseReadsWhatIsWritten() {
        byte[] sealed = codec.write(endpoint);

        assertThat(back.isSealedByOtherKey(sealed)).isTrue();
        byte[] written = back.write(back.read(sealed));

        assertThat(earlier.read(written)).isEqualTo(endpoint);
        assertThat(back.isSealedByOtherKey(written)).isFalse();
    }

    @Test
    void whatNoKeyOpensIsCarriedAlongAsItWasWritten() {
        EndpointCodec other =
                new EndpointCodec(DerivedKeys.of(SecretKeys.generate()).of(KeyPurpose.ENDPOINTS));

        Endpoint sealed = other.readWithoutKey(codec.write(endpoint));
        byte[] paused = other.write(sealed.withState(new EndpointState.Paused(), NOW));

        assertThat(other.keysOf(sealed)).hasSize(1);
        assertThat(codec.read(paused))
                .isEqualTo(endpoint.withState(new EndpointState.Paused(), NOW));
    }

    @Test
    void theTextOfAnEndpointShowsNoneOfThem() {
        assertThat(endpoint.toString()).doesNotContain("t0ken");
    }
}
