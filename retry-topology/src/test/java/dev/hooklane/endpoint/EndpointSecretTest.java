package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointSecretTest {
    private static final Instant NOW = Endpoints.NOW;

    @Test
    void twoRandomOnesDiffer() {
        Random random = new Random(1);

        EndpointSecret one = EndpointSecret.random(random, NOW);

        assertThat(one.keyBytes()).hasSize(32);
        assertThat(one.text()).isNotEqualTo(EndpointSecret.random(random, NOW).text());
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 64})
    void theShortestAndTheLongestKeyAreTaken(int bytes) {
        assertThat(secret("whsec_" + base64(bytes)).keyBytes()).hasSize(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 65})
    void aKeyOfAnotherLengthIsRefused(int bytes) {
        assertThatThrownBy(() -> secret("whsec_" + base64(bytes)))
                .hasMessage("secret has %d bytes behind whsec_; 24 to 64 are allowed", bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_%%%%", "whsek_"})
    void whatIsNoSecretIsRefused(String text) {
        assertThatThrownBy(() -> secret(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "whsec_hunter2!", "whsec_aHVudGVyMg=="})
    void aRefusalDoesNotShowTheSecret(String text) {
        assertThatThrownBy(() -> EndpointSecret.given(text, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContainingAny("hunter2", "aHVudGVyMg", "!");
    }

    @Test
    void aSecretWithoutAnEndIsAlwaysValid() {
        assertThat(EndpointSecret.random(new Random(1), NOW).validAt(Instant.MAX)).isTrue();
    }

    @Test
    void aReplacedSecretIsValidUntilItsEnd() {
        EndpointSecret replaced =
                EndpointSecret.random(new Random(1), NOW).endingBy(NOW.plusSeconds(10));

        assertThat(replaced.validAt(NOW.plusSeconds(9))).isTrue();
        assertThat(replaced.validAt(NOW.plusSeconds(10))).isFalse();
    }

    @Test
    void anEndIsNeverPutOff() {
        EndpointSecret replaced =
                EndpointSecret.random(new Random(1), NOW).endingBy(NOW.plusSeconds(10));

        assertThat(replaced.endingBy(NOW.plusSeconds(20)).validUntil())
                .contains(NOW.plusSeconds(10));
        assertThat(replaced.endingBy(NOW.plusSeconds(5)).validUntil()).contains(NOW.plusSeconds(5));
    }

    @Test
    void anEndpointSignsWithThoseThatAreValid() {
        EndpointSecret old = EndpointSecret.random(new Random(1), NOW).endingBy(NOW.plusSeconds(1));
        EndpointSecret current = EndpointSecret.random(new Random(2), NOW);
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        Endpoint rotated =
                new Endpoint(
                        endpoint.id(),
                        endpoint.account(),
                        endpoint.url(),
                        endpoint.description(),
                        endpoint.eventTypes(),
                        endpoint.headers(),
                        endpoint.settings(),
                        endpoint.state(),
                        List.of(current, old),
                        NOW,
                        NOW);

        assertThat(rotated.secretsAt(NOW)).containsExactly(current, old);
        assertThat(rotated.secretsAt(NOW.plusSeconds(1))).containsExactly(current);
    }

    @Test
    void itsTextIsNeverShown() {
        EndpointSecret secret = EndpointSecret.random(new Random(1), NOW);

        assertThat(secret.toString()).contains(NOW.toString()).doesNotContain(secret.text());
    }

    private static EndpointSecret secret(String text) {
        return new EndpointSecret(text, NOW, Optional.empty());
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
