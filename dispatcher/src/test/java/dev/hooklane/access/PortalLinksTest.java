package dev.hooklane.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PortalLinksTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private final Random random = new Random(1);
    private final Erasures erasures = new Erasures();
    private final TinkSecretCipher cipher = TinkSecretCipher.of(SecretKeys.generate().toJson());
    private final PortalLinks links = new PortalLinks(cipher, erasures::covers);
    private final KeyDirectory directory = new KeyDirectory();
    private Instant now = NOW;
    private final Authenticator authenticator =
            new Authenticator(
                    directory,
                    new KeyUses(directory, (_, _) -> {}),
                    "an-operator-key-of-31-characters",
                    links,
                    new UserPasses(cipher, Optional.empty()),
                    () -> now);

    @Test
    void aLinkOpensItsAccountWithItsAbilities() {
        PortalLink link = link("api.key");

        assertThat(authenticate(links.write(link)))
                .isEqualTo(
                        new Authentication.Known(
                                new Caller(
                                        link.id().value(),
                                        "ada@shop.example",
                                        KeyRole.ACCOUNT,
                                        Optional.of(new AccountId("acct_1")),
                                        Set.of(Ability.VIEW, Ability.REPLAY))));
    }

    @Test
    void itEndsWhenItSays() {
        String text = links.write(link("api.key"));
        now = NOW.plusSeconds(59);
        assertThat(authenticate(text)).isInstanceOf(Authentication.Known.class);

        now = NOW.plusSeconds(60);
        assertThat(authenticate(text).toString()).contains("ended at 2026-01-15T10:31:00Z");
    }

    @Test
    void itEndsWithTheKeyThatMadeIt() {
        ApiKey key =
                ApiKey.make(
                                "backend",
                                KeyRole.ACCOUNT,
                                Optional.of(new AccountId("acct_1")),
                                "somebody",
                                NOW,
                                Optional.empty(),
                                random)
                        .key();
        String text = links.write(link(key.id().value()));
        assertThat(authenticate(text)).isInstanceOf(Authentication.Unknown.class);
        directory.follow(KeyCodec.key(key.id()), KeyCodec.write(key));
        assertThat(authenticate(text)).isInstanceOf(Authentication.Known.class);

        directory.follow(KeyCodec.key(key.id()), KeyCodec.write(key.revoked(NOW)));
        assertThat(authenticate(text).toString()).contains("is valid no more");
    }

    @Test
    void itEndsWhenItsAccountIsErased() {
        String before = links.write(link("api.key"));
        String ofEarlierRelease =
                "hlp_"
                        + new SealedJson(cipher, "hooklane portal link 1")
                                .seal(
                                        JsonMapper.shared()
                                                .readTree(
                                                        """
                                                        {"id":"lnk_1","name":"x","account":"acct_1",
                                                        "abilities":["view"],"madeBy":"api.key",
                                                        "expiresAt":%d}\
                                                        """
                                                                .formatted(
                                                                        NOW.plusSeconds(60)
                                                                                .toEpochMilli())));
        assertThat(authenticate(ofEarlierRelease)).isInstanceOf(Authentication.Known.class);

        erase(NOW.plusSeconds(1));

        assertThat(authenticate(before).toString()).contains("account acct_1 was erased");
        assertThat(authenticate(ofEarlierRelease).toString()).contains("was erased");
    }

    @Test
    void aLinkMadeForTheAccountAfterwardsOpensIt() {
        erase(NOW.minusSeconds(1));

        assertThat(authenticate(links.write(link("api.key"))))
                .isInstanceOf(Authentication.Known.class);
    }

    private void erase(Instant at) {
        Erasure erasure =
                new Erasure(
                        ErasureId.random(random),
                        new AccountId("acct_1"),
                        Optional.empty(),
                        at,
                        "one",
                        Optional.empty(),
                        List.of());
        erasures.follow(ErasureCodec.key(erasure.id()), ErasureCodec.write(erasure));
    }

    @Test
    void nobodyReadsOrChangesWhatIsInIt() {
        String text = links.write(link("api.key"));

        assertThat(text).matches("hlp_[A-Za-z0-9_-]+").doesNotContain("acct_1");
        // Of the last one, some bits may stand for nothing.
        for (int i = 4; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.read(text.substring(0, i) + other + text.substring(i + 1))).isEmpty();
        }
    }

    @Test
    void whatWasSealedForAnotherPurposeIsNoLink() {
        String session =
                new SealedJson(cipher, "hooklane console session 1")
                        .seal(JsonMapper.shared().createObjectNode());

        assertThat(links.read("hlp_" + session)).isEmpty();
        assertThat(authenticate("hlp_" + session)).isInstanceOf(Authentication.Unknown.class);
    }

    @Test
    void noLinkLetsOthersIn() {
        assertThatThrownBy(() -> link(Set.of(Ability.VIEW, Ability.SHARE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private PortalLink link(String madeBy) {
        return new PortalLink(
                PortalLinkId.random(random),
                "ada@shop.example",
                new AccountId("acct_1"),
                Set.of(Ability.VIEW, Ability.REPLAY),
                madeBy,
                NOW,
                NOW.plusSeconds(60));
    }

    private PortalLink link(Set<Ability> abilities) {
        return new PortalLink(
                PortalLinkId.random(random),
                "x",
                new AccountId("acct_1"),
                abilities,
                "api.key",
                NOW,
                NOW);
    }

    private Authentication authenticate(String text) {
        return authenticator.authenticate("Bearer " + text, "203.0.113.7");
    }
}
