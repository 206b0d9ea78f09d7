package dev.hooklane.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.UserPasses.Named;
import dev.hooklane.access.UserPasses.Pass;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserPassesTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Optional<String> TERMS = Optional.of("terms");

    private final TinkSecretCipher cipher = TinkSecretCipher.of(SecretKeys.generate().toJson());
    private final UserPasses passes = new UserPasses(cipher, TERMS);
    private final KeyDirectory directory = new KeyDirectory();
    private final User user =
            new User(
                    "user:u-1",
                    "Ada",
                    KeyRole.ACCOUNT,
                    Optional.of(new AccountId("acct_1")),
                    Set.of(Ability.VIEW, Ability.REPLAY),
                    NOW.plus(Duration.ofHours(8)));
    private Instant now = NOW;
    private final Authenticator authenticator =
            new Authenticator(
                    directory,
                    new KeyUses(directory, (_, _) -> {}),
                    "an-operator-key-of-31-characters",
                    new LinkChecks(
                            new PortalLinks(cipher, (_, _) -> false),
                            new LinkDirectory(),
                            directory,
                            () -> true),
                    passes,
                    () -> now);

    private Authentication authenticate(String text) {
        return authenticator.authenticate("Bearer " + text, "203.0.113.7");
    }

    @Test
    void anyInstanceWithTheSameSettingsReadsIt() {
        assertThat(new UserPasses(cipher, TERMS).read(passes.write(user)))
                .contains(new Pass.Of(user));
    }

    @Test
    void underOtherSettingsOrWithoutAProviderItIsNotRead() {
        String pass = passes.write(user);

        assertThat(new UserPasses(cipher, Optional.of("others")).read(pass)).isEmpty();
        assertThat(new UserPasses(cipher, Optional.empty()).read(pass)).isEmpty();
    }

    /** Whoever is without a provider has no terms, which must not be the terms of anybody. */
    @Test
    void aPassThatIsMadeWithoutAProviderIsReadByNobody() {
        UserPasses without = new UserPasses(cipher, Optional.empty());

        assertThat(without.read(without.write(user))).isEmpty();
    }

    @Test
    void anotherInstallationsIsNotRead() {
        TinkSecretCipher other = TinkSecretCipher.of(SecretKeys.generate().toJson());

        assertThat(new UserPasses(other, TERMS).read(passes.write(user))).isEmpty();
    }

    @Test
    void aPortalLinkIsNoPass() {
        String link =
                new PortalLinks(cipher, (_, _) -> false)
                        .write(
                                new PortalLink(
                                        new PortalLinkId("lnk_0123456789abcdef"),
                                        "x",
                                        new AccountId("acct_1"),
                                        Set.of(Ability.VIEW),
                                        "api.key",
                                        NOW,
                                        NOW.plusSeconds(60)));

        assertThat(passes.read(link.replaceFirst("hlp_", "hlu_"))).isEmpty();
    }

    @Test
    void itsBearerIsThePerson() {
        assertThat(authenticate(passes.write(user)))
                .isEqualTo(new Authentication.Known(user.caller()));
        assertThat(user.caller().isUser()).isTrue();
        assertThat(user.caller().byLink()).isFalse();
    }

    @Test
    void itEnds() {
        String pass = passes.write(user);
        now = user.endsAt();

        assertThat(authenticate(pass)).isInstanceOf(Authentication.Unknown.class);
        assertThat(authenticator.recognise("Bearer " + pass)).isEmpty();
    }

    @Test
    void aRefusalOpensNothingAndSaysWhoItWas() {
        Named named = new Named("user:u-2", "Bob");
        String refusal = passes.refusal(Optional.of(named), "has no group", NOW);

        assertThat(authenticate(refusal))
                .isEqualTo(new Authentication.Refused(Optional.of(named), "has no group"));
        assertThat(authenticator.recognise("Bearer " + refusal)).isEmpty();
    }

    @Test
    void aRefusalCannotBeUsedLater() {
        String refusal = passes.refusal(Optional.empty(), "has no group", NOW);
        now = NOW.plus(Duration.ofMinutes(2));

        assertThat(authenticate(refusal)).isInstanceOf(Authentication.Unknown.class);
    }

    @Test
    void wrongPassesAreCountedAsWrongKeysAre() {
        List<Authentication> answers =
                java.util.stream.IntStream.range(0, 11)
                        .mapToObj(_ -> authenticate("hlu_wrong"))
                        .toList();

        assertThat(answers.getFirst()).isInstanceOf(Authentication.Unknown.class);
        assertThat(answers.getLast()).isInstanceOf(Authentication.Limited.class);
    }
}
