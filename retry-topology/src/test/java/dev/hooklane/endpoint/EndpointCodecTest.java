package dev.hooklane.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class EndpointCodecTest {
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());

    @Test
    void anEndpointSurvivesItsRecord() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "message.*", "bot.updated");

        assertThat(codec.read(codec.write(endpoint))).isEqualTo(endpoint);
    }

    @Test
    void everyStateAndARotatedSecretSurvive() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        EndpointSecret rotated =
                new EndpointSecret(
                        endpoint.secrets().getFirst().text(),
                        Endpoints.NOW.minusSeconds(60),
                        Optional.of(Endpoints.NOW.plus(Duration.ofHours(24))));
        for (EndpointState state :
                List.of(
                        new EndpointState.Enabled(),
                        new EndpointState.Paused(),
                        new EndpointState.Disabled("answered 410"))) {
            Endpoint changed =
                    new Endpoint(
                            endpoint.id(),
                            endpoint.account(),
                            endpoint.url(),
                            "",
                            endpoint.eventTypes(),
                            endpoint.headers(),
                            endpoint.settings(),
                            state,
                            List.of(rotated, endpoint.secrets().getFirst()),
                            endpoint.createdAt(),
                            endpoint.updatedAt());

            assertThat(codec.read(codec.write(changed))).isEqualTo(changed);
        }
    }

    @Test
    void settingsSurvive() {
        EndpointSettings settings =
                new EndpointSettings(
                        Optional.of(Duration.ofMillis(2_500)),
                        OptionalInt.of(4),
                        Optional.of(new RateLimit(0.5, 20)),
                        true,
                        Optional.of(List.of(Duration.ZERO, Duration.ofMinutes(30))));
        Endpoint endpoint =
                Endpoints.of(Endpoints.ACCOUNT, 1, "*").withSettings(settings, Endpoints.NOW);

        assertThat(codec.read(codec.write(endpoint))).isEqualTo(endpoint);
    }

    @Test
    void aRecordWithoutSettingsHasTheDefaults() {
        byte[] written = codec.write(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));

        assertThat(new String(written, UTF_8)).doesNotContain("settings");
        assertThat(codec.read(written).settings()).isEqualTo(EndpointSettings.defaults());
    }

    @Test
    void theKeyNamesAccountAndEndpoint() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        byte[] key = EndpointCodec.key(endpoint.account(), endpoint.id());

        assertThat(new String(key, UTF_8)).isEqualTo("acct_1/" + endpoint.id().value());
        assertThat(EndpointCodec.endpointOf(key)).isEqualTo(endpoint.id());
    }

    @Test
    void aLaterVersionIsRefusedByName() {
        assertThatThrownBy(() -> codec.read("{\"v\":5}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint record has version 5; this release reads 1 to 4");
    }

    @Test
    void aSecretThatNoKeyOpensIsCarriedAlongAsItWasWritten() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "message.*");
        byte[] written = codec.write(endpoint);
        EndpointCodec other = new EndpointCodec(Endpoints.cipherWithAnotherKey());

        Endpoint sealed = other.readWithoutKey(written);

        assertThat(sealed.isSealed()).isTrue();
        assertThat(sealed.isReadable()).isTrue();
        assertThat(sealed.url()).hasToString("https://example.com:443/");
        assertThat(other.keysOf(sealed)).containsExactly("plain");
        assertThat(codec.read(other.write(sealed))).isEqualTo(endpoint);
        assertThatThrownBy(() -> other.read(written)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sealed.secrets().getFirst().text())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ofAnUnreadableRecordTheKeyAndTheTypesAreKnown() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        byte[] key = EndpointCodec.key(endpoint.account(), endpoint.id());

        Endpoint later =
                EndpointCodec.unreadable(
                        key,
                        "{\"v\":2,\"eventTypes\":[\"bot.*\"]}".getBytes(UTF_8),
                        Optional.empty());

        assertThat(later.id()).isEqualTo(endpoint.id());
        assertThat(later.account()).isEqualTo(endpoint.account());
        assertThat(later.eventTypes()).isEqualTo(EventSelection.of("bot.*"));
        assertThat(later.isSealed()).isTrue();
        assertThat(later.isReadable()).isFalse();
        assertThatThrownBy(() -> codec.write(later)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofARecordWithoutReadableTypesThoseBeforeCountElseAll() {
        Endpoint before = Endpoints.of(Endpoints.ACCOUNT, 1, "bot.*");
        byte[] key = EndpointCodec.key(before.account(), before.id());
        byte[] damaged = "nothing".getBytes(UTF_8);

        assertThat(EndpointCodec.unreadable(key, damaged, Optional.of(before)).eventTypes())
                .isEqualTo(before.eventTypes());
        assertThat(EndpointCodec.unreadable(key, damaged, Optional.empty()).eventTypes())
                .isEqualTo(EventSelection.of("*"));
    }

    @Test
    void aDateThatIsNoneIsRefusedAsUnreadable() {
        byte[] written = codec.write(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        String damaged = new String(written, UTF_8).replace("2026-01-15T", "2026-13-15T");

        assertThatThrownBy(() -> codec.readWithoutKey(damaged.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> codec.read("nothing".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("endpoint record is not readable");
    }

    @Test
    void toStringHidesSecretsHeadersAndTheQuery() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");

        assertThat(endpoint.toString()).doesNotContain("token", "X-Own", "whsec_");
        assertThat(endpoint.secrets().toString()).doesNotContain("whsec_");
    }

    @Test
    void whatEndpointsHaveInCommonIsKeptOnce() {
        Endpoint one = codec.read(codec.write(Endpoints.of(Endpoints.ACCOUNT, 1, "message.*")));
        Endpoint two = codec.read(codec.write(Endpoints.of(Endpoints.ACCOUNT, 2, "message.*")));

        assertThat(two.account()).isSameAs(one.account());
        assertThat(two.eventTypes()).isSameAs(one.eventTypes());
        assertThat(two.description()).isSameAs(one.description());
        assertThat(two.headers()).isSameAs(one.headers());
        assertThat(two.state()).isSameAs(one.state());
        assertThat(two.updatedAt()).isSameAs(two.createdAt());
    }
}
