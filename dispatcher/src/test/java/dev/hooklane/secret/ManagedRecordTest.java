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
import dev.hooklane.owner.Managed;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What manifests know of an endpoint, in the topic of endpoints. */
final class ManagedRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Managed MANAGED =
            new Managed(
                    "crm",
                    Map.of(
                            "url", new Managed.Mark("shop-team", "pr1nt"),
                            "timeout", new Managed.Mark("platform", "0ther")));

    private final SecretKeys master = SecretKeys.generate();
    private final EndpointCodec codec =
            new EndpointCodec(DerivedKeys.of(master).of(KeyPurpose.ENDPOINTS));
    private final EndpointCodec stranger =
            new EndpointCodec(DerivedKeys.of(SecretKeys.generate()).of(KeyPurpose.ENDPOINTS));
    private final Endpoint endpoint =
            new Endpoint(
                            new EndpointId("ep_0000000000000001"),
                            new AccountId("acct_1"),
                            URI.create("https://hooks.example.com/in"),
                            "",
                            EventSelection.of("*"),
                            Map.of("X-A", "a", "X-B", "b"),
                            EndpointSettings.defaults(),
                            new EndpointState.Enabled(),
                            List.of(EndpointSecret.random(new Random(1), NOW)),
                            NOW,
                            NOW)
                    .withManaged(MANAGED);

    @Test
    void itIsSealedAndReadAgain() {
        byte[] written = codec.write(endpoint);

        assertThat(new String(written, UTF_8)).doesNotContain("pr1nt", "shop-team", "managed");
        assertThat(codec.read(written)).isEqualTo(endpoint);
    }

    @Test
    void aChangeByHandKeepsIt() {
        assertThat(endpoint.withState(new EndpointState.Paused(), NOW).managed())
                .isEqualTo(MANAGED);
    }

    @Test
    void whatNoKeyOpensIsCarriedAlong() {
        Endpoint sealed = stranger.readWithoutKey(codec.write(endpoint));

        assertThat(sealed.managed()).isEqualTo(Managed.NONE);
        assertThat(codec.read(stranger.write(sealed))).isEqualTo(endpoint);
    }

    @Test
    void inClearTheSameEndpointHasTheSameBytes() {
        EndpointCodec clear = EndpointCodec.inClear();

        assertThat(clear.write(endpoint)).isEqualTo(clear.write(endpoint));
        assertThat(clear.read(clear.write(endpoint))).isEqualTo(endpoint);
    }

    @Test
    void namesHaveAForm() {
        assertThat(Managed.checked("owner", "shop-team.1")).isEqualTo("shop-team.1");
        for (String name : List.of("", " ", "a b", "-a", "ä", "x".repeat(65))) {
            assertThatThrownBy(() -> Managed.checked("owner", name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("owner has");
        }
    }
}
