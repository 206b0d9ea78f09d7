package dev.hooklane.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an ID token is refused for. */
class IdTokensIT {
    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aRightTokenSaysWhoItIs() throws Exception {
        Person person = fixture.signIn();

        assertThat(person.subject()).isEqualTo("u-1");
        assertThat(person.name()).isEqualTo("Ada Lovelace");
        assertThat(person.groups()).containsExactly("hooklane-operators");
        assertThat(person.account()).isEmpty();
    }

    static Stream<Arguments> wrongClaims() {
        Instant now = Instant.now();
        return Stream.of(
                claims("expired", c -> c.expirationTime(at(now, -120)), "expired"),
                claims("without end", c -> c.expirationTime(null), "exp"),
                claims("of the future", c -> c.issueTime(at(now, 600)), "future|ahead"),
                claims("without time", c -> c.issueTime(null), "iat"),
                claims("for another", c -> c.audience("somebody-else"), "audience|aud"),
                claims("for nobody", c -> c.audience((String) null), "aud"),
                claims(
                        "for several without azp",
                        c -> c.audience(List.of("hooklane", "other")),
                        "azp"),
                claims(
                        "for several by another",
                        c -> c.audience(List.of("hooklane", "other")).claim("azp", "other"),
                        "azp"),
                claims("by another", c -> c.claim("azp", "other"), "azp"),
                claims("of another issuer", c -> c.issuer("https://evil.example"), "issuer"),
                claims("of nobody", c -> c.issuer(null), "iss"),
                claims("about nobody", c -> c.subject(null), "sub"),
                claims("of another sign-in", c -> c.claim("nonce", "another"), "nonce"),
                claims("of no sign-in", c -> c.claim("nonce", null), "nonce"),
                claims("strange subject", c -> c.subject("a\nb"), "subject"));
    }

    private static Date at(Instant now, long seconds) {
        return Date.from(now.plusSeconds(seconds));
    }

    private static Arguments claims(String of, Consumer<JWTClaimsSet.Builder> change, String why) {
        return Arguments.of(of, change, why);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void aTokenWithAWrongClaimIsRefused(
            String of, Consumer<JWTClaimsSet.Builder> change, String why) {
        fixture.fake.person = change;

        assertThatThrownBy(fixture::signIn)
                .as(of)
                .isInstanceOf(SignInFailedException.class)
                .hasMessageFindingMatch("(?i)not valid: .*(" + why + ")");
    }

    static Stream<Arguments> wrongSignatures() {
        return Stream.of(
                Arguments.of(
                        "none", (FakeProvider.Signing) claims -> new PlainJWT(claims).serialize()),
                Arguments.of(
                        "by the client's secret",
                        (FakeProvider.Signing)
                                claims ->
                                        mac(
                                                claims,
                                                "a-client-secret-of-32-characters"
                                                        .getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .UTF_8))),
                Arguments.of(
                        "by another's key of the same name",
                        (FakeProvider.Signing)
                                claims ->
                                        FakeProvider.signed(claims, FakeProvider.otherKey("one"))),
                Arguments.of(
                        "by a key that the provider doesn't show",
                        (FakeProvider.Signing)
                                claims ->
                                        FakeProvider.signed(claims, FakeProvider.otherKey("two"))));
    }

    private static String mac(JWTClaimsSet claims, byte[] secret) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSignatures")
    void aTokenWithAWrongSignatureIsRefused(String of, FakeProvider.Signing signing) {
        fixture.fake.signing = signing;

        assertThatThrownBy(fixture::signIn).as(of).isInstanceOf(SignInFailedException.class);
    }

    /** The public key as the secret of a MAC: the confusion of algorithms of many libraries. */
    @Test
    void aPublicKeyIsNoSecret() throws Exception {
        byte[] shown = fixture.fake.key.toRSAPublicKey().getEncoded();
        fixture.fake.signing = claims -> mac(claims, shown);

        assertThatThrownBy(fixture::signIn).hasMessageContaining("HS256, which is not allowed");
    }

    @Test
    void aTokenThatIsChangedIsRefused() {
        fixture.fake.signing =
                claims -> {
                    String[] parts = FakeProvider.signed(claims, fixture.fake.key).split("\\.", -1);
                    String[] others =
                            FakeProvider.signed(
                                            new JWTClaimsSet.Builder(claims)
                                                    .claim("groups", List.of("root"))
                                                    .build(),
                                            fixture.fake.key)
                                    .split("\\.", -1);
                    return parts[0] + "." + others[1] + "." + parts[2];
                };

        assertThatThrownBy(fixture::signIn).hasMessageContaining("not valid");
    }

    @Test
    void aNewKeyOfTheProvidersIsFound() throws Exception {
        fixture.signIn();
        RSAKey newer = FakeProvider.otherKey("newer");
        fixture.fake.keys = List.of(fixture.fake.key, newer);
        fixture.fake.signing = claims -> FakeProvider.signed(claims, newer);

        assertThat(fixture.signIn().subject()).isEqualTo("u-1");
    }

    @Test
    void tokensWithUnknownKeysDoNotFloodTheProvider() throws Exception {
        fixture.signIn();
        fixture.fake.signing =
                claims ->
                        FakeProvider.signed(claims, FakeProvider.otherKey("k" + System.nanoTime()));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(fixture::signIn).isInstanceOf(SignInFailedException.class);
        }

        assertThat(fixture.fake.asked("/keys")).isBetween(1, 4);
    }

    @Test
    void groupsMayBeOneText() throws Exception {
        fixture.fake.person = claims -> claims.claim("groups", "alone").claim("tenant", "acct_1");
        Person person = fixture.signIn();

        assertThat(person.groups()).containsExactly("alone");
        assertThat(person.account()).contains("acct_1");
    }

    @Test
    void aNameThatCannotBeShownIsTidied() throws Exception {
        fixture.fake.person = claims -> claims.claim("name", "A\n\u202eB" + "x".repeat(500));

        assertThat(fixture.signIn().name()).doesNotContain("\n", "\u202e").hasSize(100);
    }

    @Test
    void whoHasNoNameIsCalledByTheSubject() throws Exception {
        fixture.fake.person = claims -> claims.claim("name", null);

        assertThat(fixture.signIn().name()).isEqualTo("u-1");
    }
}
