package dev.hooklane.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.oidc.SignInFailedException.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of a sign-in. */
class OpenIdProviderIT {
    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theProviderIsAskedForACodeThatIsWorthNothingElsewhere() throws Exception {
        OpenIdProvider.Begun begun = fixture.provider.begin("/webhooks");
        Map<String, String> query = FakeProvider.parameters(begun.at().getRawQuery());

        assertThat(begun.at().getPath()).isEqualTo("/authorize");
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", FakeProvider.CLIENT)
                .containsEntry("redirect_uri", ProviderFixture.BACK.toString())
                .containsEntry("scope", "openid profile")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(begun.cookie())
                .matches("[A-Za-z0-9_-]+")
                .doesNotContain(query.get("state"))
                .doesNotContain(query.get("nonce"));
    }

    @Test
    void twoSignInsHaveNothingInCommon() throws Exception {
        Map<String, String> one =
                FakeProvider.parameters(fixture.provider.begin("/").at().getRawQuery());
        Map<String, String> other =
                FakeProvider.parameters(fixture.provider.begin("/").at().getRawQuery());

        for (String secret : List.of("state", "nonce", "code_challenge")) {
            assertThat(one.get(secret)).isNotEqualTo(other.get(secret));
        }
    }

    @Test
    void anotherInstanceTakesTheAnswer() throws Exception {
        OpenIdProvider.Begun begun = fixture.provider.begin("/deliveries?state=dead");
        URI back = fixture.fake.signIn(begun.at());
        try (OpenIdProvider other = fixture.instance(Map.of())) {
            Person person = other.finish(ProviderFixture.query(back), Optional.of(begun.cookie()));

            assertThat(person.next()).isEqualTo("/deliveries?state=dead");
        }
    }

    @Test
    void anotherBrowserCannotTakeTheAnswer() throws Exception {
        OpenIdProvider.Begun victims = fixture.provider.begin("/");
        OpenIdProvider.Begun attackers = fixture.provider.begin("/");
        URI back = fixture.fake.signIn(attackers.at());

        assertStrange(back, Optional.of(victims.cookie()));
        assertStrange(back, Optional.empty());
        assertStrange(back, Optional.of("forged"));
        assertThat(fixture.fake.asked("/token")).isZero();
    }

    @Test
    void anAnswerThatComesTooLateIsRefused() throws Exception {
        OpenIdProvider.Begun begun = fixture.provider.begin("/");
        URI back = fixture.fake.signIn(begun.at());
        fixture.now = fixture.now.plus(Duration.ofMinutes(10));

        assertStrange(back, Optional.of(begun.cookie()));
    }

    @Test
    void anAnswerUnderOtherSettingsIsRefused() throws Exception {
        OpenIdProvider.Begun begun = fixture.provider.begin("/");
        URI back = fixture.fake.signIn(begun.at());
        try (OpenIdProvider other =
                fixture.instance(Map.of("console.oidc.roles", "everybody=operator"))) {
            assertThatThrownBy(() ->
                            other.finish(ProviderFixture.query(back), Optional.of(begun.cookie())))
                    .hasMessageContaining("did not begin in this browser");
        }
    }

    private void assertStrange(URI back, Optional<String> cookie) {
        assertThatThrownBy(() -> fixture.provider.finish(ProviderFixture.query(back), cookie))
                .isInstanceOfSatisfying(
                        SignInFailedException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.STRANGE));
    }

    @Test
    void aCodeThatIsPlayedAgainIsRefused() throws Exception {
        OpenIdProvider.Begun begun = fixture.provider.begin("/");
        URI back = fixture.fake.signIn(begun.at());
        fixture.finish(back, begun.cookie());

        assertThatThrownBy(() -> fixture.finish(back, begun.cookie()))
                .hasMessageContaining("used before");
    }

    @Test
    void aCodeOfAnotherSignInIsRefused() throws Exception {
        OpenIdProvider.Begun mine = fixture.provider.begin("/");
        String stolen =
                FakeProvider.parameters(
                                fixture.fake.signIn(fixture.provider.begin("/").at()).getRawQuery())
                        .get("code");
        URI back =
                URI.create(
                        fixture.fake
                                .signIn(mine.at())
                                .toString()
                                .replaceAll("code=[^&]+", "code=" + stolen));

        assertThatThrownBy(() -> fixture.finish(back, mine.cookie()))
                .hasMessageContaining("did not take the code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss=https%3A%2F%2Fevil.example", "x=", "iss=a&iss=b"})
    void anAnswerOfAnotherProviderIsRefusedBeforeItsCodeIsUsed(String issuer) throws Exception {
        OpenIdProvider.Begun begun = fixture.provider.begin("/");
        URI back =
                URI.create(
                        fixture.fake.signIn(begun.at()).toString().replaceAll("iss=[^&]+", issuer));

        assertThatThrownBy(() -> fixture.finish(back, begun.cookie()))
                .hasMessageContaining("provider");
        assertThat(fixture.fake.asked("/token")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "server_error", "<script>alert(1)</script>", "x&y"})
    void anErrorOfTheProvidersIsOneLineWithoutItsWords(String error) throws Exception {
        OpenIdProvider.Begun begun = fixture.provider.begin("/");
        String state = FakeProvider.parameters(begun.at().getRawQuery()).get("state");

        assertThatThrownBy(() ->
                        fixture.provider.finish(
                                Map.of(
                                        "state",
                                        List.of(state),
                                        "iss",
                                        List.of(fixture.fake.issuer()),
                                        "error",
                                        List.of(error),
                                        "error_description",
                                        List.of("call 0900 1234")),
                                Optional.of(begun.cookie())))
                .isInstanceOf(SignInFailedException.class)
                .hasMessageNotContainingAny("0900", "<script>", "\n");
    }

    @Test
    void whoSignsOutMaySignOutAtTheProviderToo() {
        URI out = fixture.provider.signOut().orElseThrow();

        assertThat(out.getPath()).isEqualTo("/end");
        assertThat(FakeProvider.parameters(out.getRawQuery()))
                .containsEntry("client_id", FakeProvider.CLIENT)
                .containsEntry("post_logout_redirect_uri", "https://hooks.example.com/sign-in");
    }

    @Test
    void signingOutDoesNotNeedTheProvider() {
        fixture.fake.says(DESCRIPTION, () -> FakeProvider.json(503, "{}"));

        assertThat(fixture.provider.signOut()).isEmpty();
    }
}
