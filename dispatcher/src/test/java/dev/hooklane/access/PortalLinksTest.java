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
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PortalLinksTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final String ADDRESS = "203.0.113.7";

    private final Random random = new Random(1);
    private final Erasures erasures = new Erasures();
    private final TinkSecretCipher cipher = TinkSecretCipher.of(SecretKeys.generate().toJson());
    private final PortalLinks links = new PortalLinks(cipher, erasures::covers);
    private final LinkDirectory known = new LinkDirectory();
    private final KeyDirectory directory = new KeyDirectory();
    private boolean allRead = true;
    private Instant now = NOW;
    private final Authenticator authenticator =
            new Authenticator(
                    directory,
                    new KeyUses(directory, (_, _) -> {}),
                    "an-operator-key-of-31-characters",
                    new LinkChecks(links, known, directory, () -> allRead),
                    new UserPasses(cipher, Optional.empty()),
                    () -> now);

    @Test
    void aLinkIsGoodForItsExchangeAndForNothingElse() {
        PortalLink link = link("api.key");
        String text = links.write(link);

        assertThat(authenticator.authenticateLink("Bearer " + text, ADDRESS))
                .isEqualTo(new Authentication.Known(link.caller()));
        assertThat(authenticator.link("Bearer " + text)).contains(link);
        assertThat(authenticate(text).toString()).contains("a portal link is no key");
    }

    @Test
    void itsSessionOpensItsAccountWithItsAbilities() {
        PortalLink link = link("api.key");
        made(link);

        assertThat(authenticate(session(link, "one")))
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
    void bothEndWhenTheLinkSays() {
        PortalLink link = link("api.key");
        made(link);
        String session = session(link, "one");
        now = NOW.plusSeconds(59);
        assertThat(authenticate(session)).isInstanceOf(Authentication.Known.class);

        now = NOW.plusSeconds(60);
        assertEnded(authenticate(session), LinkEnd.EXPIRED, "ended at 2026-01-15T10:31:00Z");
        assertEnded(opening(links.write(link)), LinkEnd.EXPIRED, "ended at");
    }

    @Test
    void bothEndWithTheKeyThatMadeIt() {
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
        PortalLink link = link(key.id().value());
        made(link);
        String session = session(link, "one");
        directory.follow(KeyCodec.key(key.id()), KeyCodec.write(key));
        assertThat(authenticate(session)).isInstanceOf(Authentication.Known.class);

        directory.follow(KeyCodec.key(key.id()), KeyCodec.write(key.revoked(NOW)));

        assertEnded(authenticate(session), LinkEnd.MAKER, "is valid no more");
        assertEnded(opening(links.write(link)), LinkEnd.MAKER, "is valid no more");
    }

    @Test
    void aLinkOfSomebodyWithoutAKeyOpensNothing() {
        PortalLink link = link("user:ada");
        made(link);

        assertEnded(opening(links.write(link)), LinkEnd.MAKER, "is valid no more");
    }

    @Test
    void bothEndWhenTheAccountIsErased() {
        PortalLink link = link("api.key");
        made(link);
        String session = session(link, "one");

        erase(NOW.plusSeconds(1));

        assertEnded(authenticate(session), LinkEnd.ERASED, "account acct_1 was erased");
        assertEnded(opening(links.write(link)), LinkEnd.ERASED, "was erased");
    }

    @Test
    void aLinkMadeForTheAccountAfterwardsOpensIt() {
        erase(NOW.minusSeconds(1));

        assertThat(opening(links.write(link("api.key")))).isInstanceOf(Authentication.Known.class);
    }

    @Test
    void bothEndWhenTheLinkIsRevoked() {
        PortalLink link = link("api.key");
        known.follow(LinkCodec.key(link.id()), LinkCodec.write(link, Optional.of(NOW)));

        assertEnded(authenticate(session(link, "one")), LinkEnd.REVOKED, "was revoked at");
        assertEnded(opening(links.write(link)), LinkEnd.REVOKED, "was revoked at");
    }

    @Test
    void aUsedLinkIsRefusedAndOnlyItsFirstExchangeIsASession() {
        PortalLink link = link("api.key");
        made(link);
        used(link, "one");
        used(link, "two");

        assertThat(authenticate(session(link, "one"))).isInstanceOf(Authentication.Known.class);
        assertEnded(authenticate(session(link, "two")), LinkEnd.USED, "opened before");
        assertEnded(opening(links.write(link)), LinkEnd.USED, "opened before");
    }

    @Test
    void aSessionOfALinkThatIsNotReadYetLastsAMinute() {
        PortalLink link = link("api.key", NOW.plusSeconds(3_600));
        String session = session(link, "one");
        assertThat(authenticate(session)).isInstanceOf(Authentication.Known.class);

        now = NOW.plusSeconds(61);

        assertEnded(authenticate(session), LinkEnd.UNKNOWN, "is not known here");
    }

    @Test
    void whileTheRecordsAreNotReadNobodyKnowsWhetherALinkIsRevoked() {
        PortalLink link = link("api.key");
        allRead = false;

        assertThatThrownBy(() -> authenticate(session(link, "one")))
                .isInstanceOf(KafkaUnavailableException.class);
        assertThat(authenticator.recognise("Bearer " + session(link, "one"))).isEmpty();
    }

    @Test
    void aLinkOfAFormerReleaseIsToldSo() {
        String former =
                "hlp_"
                        + new SealedJson(cipher, "hooklane portal link 1")
                                .seal(JsonMapper.shared().createObjectNode());

        assertEnded(opening(former), LinkEnd.FORMER, "ask for a new one");
        assertEnded(authenticate(former), LinkEnd.FORMER, "ask for a new one");
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
        assertEnded(opening("hlp_" + "A".repeat(200)), LinkEnd.UNKNOWN, "is not known here");
    }

    @Test
    void whatWasSealedForAnotherPurposeIsNoLinkAndNoSession() {
        PortalLink link = link("api.key");
        String asLink = links.write(link).substring(4);
        String asSession = session(link, "one").substring(4);

        assertThat(links.read("hlp_" + asSession)).isEmpty();
        assertThat(links.readSession("hls_" + asLink)).isEmpty();
        assertEnded(authenticate("hls_" + asLink), LinkEnd.UNKNOWN, "session is not known here");
    }

    @Test
    void wrongLinksAreLimitedLikeWrongKeys() {
        PortalLink link = link("api.key");
        made(link);
        used(link, "one");
        for (int i = 0; i < 10; i++) {
            assertThat(opening(links.write(link))).isInstanceOf(Authentication.Ended.class);
        }

        assertThat(opening(links.write(link))).isInstanceOf(Authentication.Limited.class);
        assertThat(authenticate(session(link, "one"))).isInstanceOf(Authentication.Known.class);
    }

    @Test
    void noLinkLetsOthersIn() {
        assertThatThrownBy(() -> link(Set.of(Ability.VIEW, Ability.SHARE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private void made(PortalLink link) {
        known.follow(LinkCodec.key(link.id()), LinkCodec.write(link, Optional.empty()));
    }

    private void used(PortalLink link, String claim) {
        known.follow(LinkCodec.key(link.id(), claim), LinkCodec.writeUse(link, NOW, "203.0.113.7"));
    }

    private String session(PortalLink link, String claim) {
        return links.write(new PortalSession(link, claim, NOW));
    }

    private static void assertEnded(Authentication found, LinkEnd end, String detail) {
        assertThat(found)
                .isInstanceOfSatisfying(
                        Authentication.Ended.class,
                        ended -> {
                            assertThat(ended.end()).isEqualTo(end);
                            assertThat(ended.detail()).contains(detail);
                        });
    }

    private PortalLink link(String madeBy) {
        return link(madeBy, NOW.plusSeconds(60));
    }

    private PortalLink link(String madeBy, Instant expiresAt) {
        return new PortalLink(
                PortalLinkId.random(random),
                "ada@shop.example",
                new AccountId("acct_1"),
                Set.of(Ability.VIEW, Ability.REPLAY),
                madeBy,
                NOW,
                expiresAt);
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
        return authenticator.authenticate("Bearer " + text, ADDRESS);
    }

    private Authentication opening(String text) {
        return authenticator.authenticateLink("Bearer " + text, ADDRESS);
    }
}
