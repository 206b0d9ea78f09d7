package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
    private static final String BOOTSTRAP = "an-operator-key-of-31-characters";
    private static final String ADDRESS = "203.0.113.7";
    private static final AccountId ACCOUNT = new AccountId("acct_1");

    private final Random random = new Random(1);
    private final KeyDirectory directory = new KeyDirectory();
    private final List<String> written = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-15T10:30:00Z");
    private final TinkSecretCipher cipher = TinkSecretCipher.of(SecretKeys.generate().toJson());
    private final UserPasses passes = new UserPasses(cipher, Optional.of("terms"));
    private final Authenticator authenticator =
            new Authenticator(
                    directory,
                    new KeyUses(directory, (key, _) -> written.add(new String(key, UTF_8))),
                    BOOTSTRAP,
                    new LinkChecks(
                            new PortalLinks(cipher, (_, _) -> false),
                            new LinkDirectory(),
                            directory,
                            () -> true),
                    passes,
                    () -> now);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer an-operator-key-of-31-characters",
                "bearer an-operator-key-of-31-characters",
                "Bearer  an-operator-key-of-31-characters "
            })
    void theConfigurationsKeyIsAnOperatorsHoweverTheSchemeIsWritten(String authorization) {
        assertThat(authenticator.authenticate(authorization, ADDRESS))
                .isEqualTo(new Authentication.Known(Caller.BOOTSTRAP));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "an-operator-key-of-31-characters",
                "Basic an-operator-key-of-31-characters",
                "Bearer an-operator-key-of-31-character",
                "Bearer an-operator-key-of-31-charactersX",
                "Bearer AN-OPERATOR-KEY-OF-31-CHARACTERS",
                "Bearer hlk_0123456789abcdef_0123456789012345678901234567890123456789012"
            })
    void anythingElseOpensNothing(@Nullable String authorization) {
        assertThat(authenticator.authenticate(authorization, ADDRESS))
                .isInstanceOf(Authentication.Unknown.class);
    }

    @Test
    void theRefusalDoesNotRepeatWhatWasSent() {
        assertThat(authenticator.authenticate("Bearer some-other-secret", ADDRESS).toString())
                .doesNotContain("some-other-secret");
    }

    @Test
    void aKeyOpensWhatItsRoleAndAccountSay() {
        KeyText text = make(KeyRole.ACCOUNT, Optional.empty());

        Authentication result = authenticate(text.value());

        assertThat(result)
                .isEqualTo(
                        new Authentication.Known(
                                new Caller(
                                        text.id().value(),
                                        "ci",
                                        KeyRole.ACCOUNT,
                                        Optional.of(ACCOUNT))));
    }

    @Test
    void oneCharacterElseOpensNothing() {
        String text = make(KeyRole.ACCOUNT, Optional.empty()).value();
        char last = text.charAt(text.length() - 1);
        String other = text.substring(0, text.length() - 1) + (last == 'A' ? 'B' : 'A');

        assertThat(authenticate(other)).isInstanceOf(Authentication.Unknown.class);
    }

    /** The checksum alone refuses most; whoever knows the form of a key can compute it. */
    @Test
    void anotherSecretWithARightChecksumOpensNothing() {
        KeyText text = make(KeyRole.ACCOUNT, Optional.empty());
        String other = KeyText.random(text.id(), new Random(7)).value();

        assertThat(authenticate(other)).isInstanceOf(Authentication.Unknown.class);
    }

    @Test
    void anExpiredKeyIsToldSo() {
        String text = make(KeyRole.ACCOUNT, Optional.of(now.plusSeconds(60))).value();
        now = now.plusSeconds(59);
        assertThat(authenticate(text)).isInstanceOf(Authentication.Known.class);

        now = now.plusSeconds(1);
        assertThat(authenticate(text).toString()).contains("expired");
    }

    @Test
    void aRevokedKeyIsToldSo() {
        KeyText text = make(KeyRole.ACCOUNT, Optional.empty());
        follow(directory.find(text.id()).orElseThrow().revoked(now));

        assertThat(authenticate(text.value()).toString()).contains("revoked");
    }

    @Test
    void whoTriesTenWrongKeysWaits() {
        for (int i = 0; i < 10; i++) {
            assertThat(authenticate("wrong")).isInstanceOf(Authentication.Unknown.class);
        }

        assertThat(authenticate("wrong"))
                .isEqualTo(new Authentication.Limited(Duration.ofSeconds(6)));
        now = now.plusSeconds(6);
        assertThat(authenticate("wrong")).isInstanceOf(Authentication.Unknown.class);
    }

    @Test
    void theRightKeyAlwaysPassesHoweverManyWrongOnesCameFromItsAddress() {
        KeyText text = make(KeyRole.ACCOUNT, Optional.empty());
        for (int i = 0; i < 100; i++) {
            authenticate("wrong");
            authenticate(text.value().substring(0, text.value().length() - 1) + "_");
        }

        assertThat(authenticate("wrong")).isInstanceOf(Authentication.Limited.class);
        assertThat(authenticate(BOOTSTRAP)).isInstanceOf(Authentication.Known.class);
        assertThat(authenticate(text.value())).isInstanceOf(Authentication.Known.class);
    }

    @Test
    void recognisingCountsNeitherFailuresNorUses() {
        KeyText text = make(KeyRole.ACCOUNT, Optional.empty());
        for (int i = 0; i < 100; i++) {
            assertThat(authenticator.recognise("Bearer wrong")).isEmpty();
        }

        assertThat(authenticator.recognise("Bearer " + text.value()))
                .map(Caller::key)
                .contains(text.id().value());
        assertThat(authenticator.recognise("Basic " + text.value())).isEmpty();
        assertThat(authenticate("wrong")).isInstanceOf(Authentication.Unknown.class);
        assertThat(written).isEmpty();
    }

    @Test
    void othersAtTheSameAddressAndTheSameAtOthersGoOn() {
        KeyText text = make(KeyRole.ACCOUNT, Optional.empty());
        for (int i = 0; i < 11; i++) {
            authenticate("wrong");
        }

        assertThat(authenticate(text.value())).isInstanceOf(Authentication.Known.class);
        assertThat(authenticator.authenticate("Bearer " + BOOTSTRAP, "203.0.113.8"))
                .isInstanceOf(Authentication.Known.class);
    }

    @Test
    void aUseIsWrittenDownOnceInFiveMinutes() {
        KeyText text = make(KeyRole.ACCOUNT, Optional.empty());
        authenticate(text.value());
        now = now.plusSeconds(299);
        authenticate(text.value());

        assertThat(written).containsExactly("use/" + text.id());
        assertThat(directory.lastUse(text.id())).contains(now);
        now = now.plusSeconds(1);
        authenticate(text.value());
        assertThat(written).hasSize(2);
    }

    private Authentication authenticate(String key) {
        return authenticator.authenticate("Bearer " + key, ADDRESS);
    }

    private KeyText make(KeyRole role, Optional<Instant> expiresAt) {
        ApiKey.Made made =
                ApiKey.make("ci", role, Optional.of(ACCOUNT), "somebody", now, expiresAt, random);
        follow(made.key());
        return made.text();
    }

    private void follow(ApiKey key) {
        directory.follow(KeyCodec.key(key.id()), KeyCodec.write(key));
    }
}
