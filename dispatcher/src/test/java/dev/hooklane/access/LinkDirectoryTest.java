package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final AccountId ACCOUNT = new AccountId("acct_1");
    private static final byte[] UNREADABLE = "{\"v\":99}".getBytes(UTF_8);

    private final Random random = new Random(1);
    private final LinkDirectory links = new LinkDirectory();

    @Test
    void aLinksRecordIsReadAsItWasWritten() {
        PortalLink link = link(ACCOUNT);

        LinkCodec.Made made = LinkCodec.read(LinkCodec.write(link, Optional.of(NOW)));

        assertThat(made).isEqualTo(new LinkCodec.Made(link, Optional.of(NOW)));
        assertThat(LinkCodec.account(LinkCodec.write(link, Optional.empty()))).isEqualTo(ACCOUNT);
    }

    @Test
    void anExchangeIsReadAsItWasWritten() {
        PortalLink link = link(ACCOUNT);
        byte[] key = LinkCodec.key(link.id(), "one");
        byte[] value = LinkCodec.writeUse(link, NOW, "203.0.113.7");

        assertThat(LinkCodec.id(key)).isEqualTo(link.id());
        assertThat(LinkCodec.claim(key)).contains("one");
        assertThat(LinkCodec.readUse("one", value))
                .isEqualTo(
                        new LinkUse(
                                "one",
                                Optional.of(NOW),
                                "203.0.113.7",
                                Optional.of(link.expiresAt())));
        assertThat(LinkCodec.account(value)).isEqualTo(ACCOUNT);
    }

    @Test
    void aLinkGoesFromActiveToUsedToExpired() {
        PortalLink link = link(ACCOUNT);
        made(link);
        assertThat(state(link, NOW)).isEqualTo(KnownLink.State.ACTIVE);

        use(link, "one");

        assertThat(state(link, NOW)).isEqualTo(KnownLink.State.USED);
        assertThat(state(link, link.expiresAt())).isEqualTo(KnownLink.State.EXPIRED);
    }

    @Test
    void aRevokedLinkStaysRevoked() {
        PortalLink link = link(ACCOUNT);
        made(link);
        links.follow(LinkCodec.key(link.id()), LinkCodec.write(link, Optional.of(NOW)));

        use(link, "one");

        assertThat(state(link, NOW)).isEqualTo(KnownLink.State.REVOKED);
        assertThat(state(link, link.expiresAt())).isEqualTo(KnownLink.State.REVOKED);
    }

    @Test
    void theFirstExchangeCountsWhateverIsWrittenLater() {
        PortalLink link = link(ACCOUNT);
        made(link);
        use(link, "one");
        use(link, "two");
        // As compaction leaves it, when a link is revoked after its exchange.
        links.follow(LinkCodec.key(link.id()), LinkCodec.write(link, Optional.of(NOW)));

        assertThat(use(link)).contains("one");
        assertThat(links.find(link.id()).orElseThrow().claims()).containsOnly("one", "two");
    }

    @Test
    void anExchangeIsKnownBeforeItsLink() {
        PortalLink link = link(ACCOUNT);

        use(link, "one");
        made(link);

        assertThat(use(link)).contains("one");
        assertThat(state(link, NOW)).isEqualTo(KnownLink.State.USED);
    }

    @Test
    void anExchangeThatCantBeReadUsesTheLinkUp() {
        PortalLink link = link(ACCOUNT);
        made(link);

        assertThatThrownBy(() -> links.follow(LinkCodec.key(link.id(), "one"), UNREADABLE))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(use(link)).contains("one");
        assertThat(state(link, NOW)).isEqualTo(KnownLink.State.USED);
    }

    @Test
    void anExchangeWhoseRecordIsRemovedLeavesTheLinkUsed() {
        PortalLink link = link(ACCOUNT);
        made(link);
        use(link, "one");

        links.follow(LinkCodec.key(link.id(), "one"), null);

        assertThat(state(link, NOW)).isEqualTo(KnownLink.State.USED);
    }

    @Test
    void aRecordThatCantBeReadMakesItsLinkDoubtful() {
        PortalLink link = link(ACCOUNT);
        made(link);

        assertThatThrownBy(() -> links.follow(LinkCodec.key(link.id()), UNREADABLE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(links.find(link.id()).orElseThrow().unreadable()).isTrue();

        made(link);
        assertThat(links.find(link.id()).orElseThrow().unreadable()).isFalse();
    }

    @Test
    void aRecordOfNoLinkChangesNothing() {
        for (String key : new String[] {"", "lnk_1", "key_0000000000000000", "/one"}) {
            assertThatThrownBy(() -> links.follow(key.getBytes(UTF_8), UNREADABLE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        links.follow((link(ACCOUNT).id() + "/a b").getBytes(UTF_8), UNREADABLE))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(links.size()).isZero();
    }

    @Test
    void removedRecordsLeaveNothing() {
        PortalLink link = link(ACCOUNT);
        PortalLink orphan = link(ACCOUNT);
        made(link);
        use(link, "one");
        use(orphan, "one");

        links.follow(LinkCodec.key(link.id(), "one"), null);
        links.follow(LinkCodec.key(link.id()), null);
        links.follow(LinkCodec.key(orphan.id(), "one"), null);

        assertThat(links.size()).isZero();
        assertThat(links.of(Optional.of(ACCOUNT))).isEmpty();
    }

    @Test
    void anAccountsLinksAreItsOwn() {
        PortalLink link = link(ACCOUNT);
        PortalLink other = link(new AccountId("acct_2"));
        made(link);
        made(other);

        assertThat(links.of(Optional.of(ACCOUNT)).flatMap(known -> known.link().stream()))
                .containsExactly(link);
        assertThat(links.of(Optional.empty())).hasSize(2);
    }

    @Test
    void onlyUnexpiredLinksCount() {
        PortalLink revoked = link(ACCOUNT);
        PortalLink used = link(ACCOUNT);
        made(used);
        use(used, "one");
        made(link(ACCOUNT));
        links.follow(LinkCodec.key(revoked.id()), LinkCodec.write(revoked, Optional.of(NOW)));

        assertThat(links.unexpired(ACCOUNT, NOW)).hasSize(2).contains(used.id());
        assertThat(links.unexpired(ACCOUNT, NOW.plusSeconds(60))).isEmpty();
        assertThat(links.unexpired(new AccountId("acct_2"), NOW)).isEmpty();
    }

    @Test
    void whatEndedSomeTimeAgoIsFoundForRemoval() {
        PortalLink link = link(ACCOUNT);
        PortalLink orphan = link(ACCOUNT);
        made(link);
        use(orphan, "one");

        assertThat(links.expiredBefore(NOW.plusSeconds(60), 10)).isEmpty();
        assertThat(links.expiredBefore(NOW.plusSeconds(61), 10))
                .containsExactlyInAnyOrder(link.id(), orphan.id());
        assertThat(links.expiredBefore(NOW.plusSeconds(61), 1)).hasSize(1);
    }

    private void made(PortalLink link) {
        links.follow(LinkCodec.key(link.id()), LinkCodec.write(link, Optional.empty()));
    }

    private void use(PortalLink link, String claim) {
        links.follow(LinkCodec.key(link.id(), claim), LinkCodec.writeUse(link, NOW, "203.0.113.7"));
    }

    private Optional<String> use(PortalLink link) {
        return links.find(link.id()).flatMap(KnownLink::use).map(LinkUse::claim);
    }

    private KnownLink.State state(PortalLink link, Instant at) {
        return links.find(link.id()).orElseThrow().state(at);
    }

    private PortalLink link(AccountId account) {
        return new PortalLink(
                PortalLinkId.random(random),
                "ada@shop.example",
                account,
                Set.of(Ability.VIEW),
                "api.key",
                NOW,
                NOW.plusSeconds(60));
    }
}
