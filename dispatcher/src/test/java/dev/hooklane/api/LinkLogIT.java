package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Authentication;
import dev.hooklane.access.KnownLink;
import dev.hooklane.access.LinkEnd;
import dev.hooklane.access.PortalLink;
import dev.hooklane.access.PortalLinkId;
import dev.hooklane.access.PortalSession;
import dev.hooklane.api.LinkLog.Opened;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.topic.KafkaUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances that open, revoke and remove the same portal links, on a real broker. */
@ExtendWith(SharedApi.class)
class LinkLogIT {
    private static final String ADDRESS = "203.0.113.7";
    private static final int LINKS = 20;

    private final String brokers;
    private final String topic = "links-" + UUID.randomUUID();
    private final TinkSecretCipher cipher = TinkSecretCipher.of(SecretKeys.generate().toJson());
    private final List<LinkInstance> instances = new ArrayList<>();

    LinkLogIT(ApiFixture api) {
        brokers = api.broker.bootstrapServers();
    }

    @BeforeEach
    void makeTheTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(topic, 2, (short) 1)
                                            .configs(
                                                    Map.of(
                                                            "cleanup.policy", "compact",
                                                            "message.timestamp.type",
                                                                    "LogAppendTime"))))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void close() {
        instances.forEach(LinkInstance::close);
    }

    @Test
    void ofTwoInstancesThatRaceExactlyOneOpensALink() throws Exception {
        LinkInstance one = instance();
        LinkInstance other = instance();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < LINKS; i++) {
                PortalLink link = made(one, Duration.ofHours(1));
                CyclicBarrier start = new CyclicBarrier(4);
                List<Future<Opened>> all = new ArrayList<>();
                for (LinkInstance each : List.of(one, other, one, other)) {
                    Callable<Opened> opening =
                            () -> {
                                start.await();
                                return each.log.open(link, ADDRESS);
                            };
                    all.add(threads.submit(opening));
                }
                int first = 0;
                for (Future<Opened> opened : all) {
                    first += opened.get() instanceof Opened.First ? 1 : 0;
                }
                assertThat(first).as("%s", link.id()).isEqualTo(1);
            }
        }
    }

    @Test
    void whoLookedFirstButWroteSecondOpensNothing() {
        LinkInstance slow = instance();
        LinkInstance fast = instance();
        PortalLink link = made(slow, Duration.ofHours(1));
        List<Opened> fastOnes = new ArrayList<>();
        slow.beforeWriting(records -> {
            fastOnes.add(fast.log.open(link, ADDRESS));
            return records;
        });

        Opened opened = slow.log.open(link, ADDRESS);

        assertThat(fastOnes.getFirst()).isInstanceOf(Opened.First.class);
        assertRefused(opened, LinkEnd.USED);
        // So does one that starts later, and reads both.
        assertRefused(instance().log.open(link, ADDRESS), LinkEnd.USED);
    }

    @Test
    void aLinkThatIsRevokedWhileItIsOpenedOpensNothing() {
        LinkInstance slow = instance();
        LinkInstance fast = instance();
        PortalLink link = made(slow, Duration.ofHours(1));
        slow.beforeWriting(records -> {
            fast.log.put(link, Optional.of(Instant.now()));
            return records;
        });

        assertRefused(slow.log.open(link, ADDRESS), LinkEnd.REVOKED);
    }

    @Test
    void aRevocationEndsTheSessionOnEveryInstance() {
        LinkInstance one = instance();
        LinkInstance other = instance();
        PortalLink link = made(one, Duration.ofHours(1));
        Opened.First first = (Opened.First) one.log.open(link, ADDRESS);
        String session = one.texts.write(new PortalSession(link, first.claim(), first.at()));
        assertThat(List.of(one.of(session), other.of(session)))
                .allMatch(Authentication.Known.class::isInstance);

        other.log.put(link, Optional.of(Instant.now()));

        assertThat(other.of(session)).isInstanceOf(Authentication.Ended.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(one.of(session)).isInstanceOf(Authentication.Ended.class));
    }

    @Test
    void aLinkIsOverByTheBrokersClockAlthoughThisMachinesIsSlow() {
        LinkInstance slow = instance();
        PortalLink link = made(slow, Duration.ofHours(-1));
        slow.clockAhead(Duration.ofHours(-2));

        assertRefused(slow.log.open(link, ADDRESS), LinkEnd.EXPIRED);
    }

    @Test
    void aLinkIsOverByThisMachinesClockAlthoughTheBrokersIsSlow() {
        LinkInstance fast = instance();
        PortalLink link = made(fast, Duration.ofHours(1));
        fast.clockAhead(Duration.ofHours(2));

        assertRefused(fast.log.open(link, ADDRESS), LinkEnd.EXPIRED);
    }

    @Test
    void whileKafkaTakesNoRecordNothingIsOpenedAndTheLinkIsKept() {
        LinkInstance instance = instance();
        PortalLink link = made(instance, Duration.ofHours(1));
        instance.beforeWriting(_ -> {
            throw new KafkaUnavailableException("frozen", new IllegalStateException());
        });

        assertThatThrownBy(() -> instance.log.open(link, ADDRESS))
                .isInstanceOf(KafkaUnavailableException.class);

        instance.beforeWriting(records -> records);
        assertThat(instance.log.open(link, ADDRESS)).isInstanceOf(Opened.First.class);
    }

    @Test
    void whoDoesNotReadItsOwnExchangeOpensNothingAndNeitherDoesAnybodyElse() {
        LinkInstance deaf = instance();
        LinkInstance other = instance();
        PortalLink link = made(deaf, Duration.ofHours(1));
        deaf.followed.close();

        assertThatThrownBy(() -> deaf.log.open(link, ADDRESS))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContaining("may be used up");

        assertRefused(other.log.open(link, ADDRESS), LinkEnd.USED);
    }

    @Test
    void beforeTheRecordsAreReadNothingIsOpenedOrWritten() {
        LinkInstance one = instance();
        PortalLink link = made(one, Duration.ofHours(1));
        LinkInstance blind = new LinkInstance(brokers, "links-of-no-topic", cipher);
        instances.add(blind);

        assertThatThrownBy(() -> blind.log.open(link, ADDRESS))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContaining("nothing was done");
        assertThat(one.log.open(link, ADDRESS)).isInstanceOf(Opened.First.class);
    }

    @Test
    void aLinkWithoutARecordOpensNothing() {
        assertRefused(instance().log.open(link(Duration.ofHours(1)), ADDRESS), LinkEnd.UNKNOWN);
    }

    @Test
    void recordsAreRemovedAnHourAfterTheLinksEndAndNotBefore() {
        LinkInstance one = instance();
        LinkInstance other = instance();
        PortalLink ended = made(one, Duration.ofMinutes(-61));
        PortalLink justEnded = made(one, Duration.ofMinutes(-59));
        PortalLink lasting = made(one, Duration.ofMinutes(10));
        assertThat(one.log.open(lasting, ADDRESS)).isInstanceOf(Opened.First.class);

        one.log.removeEnded();

        Awaitility.await()
                .untilAsserted(() -> {
                    assertThat(other.links.find(ended.id())).isEmpty();
                    assertThat(one.links.find(ended.id())).isEmpty();
                });
        assertThat(one.links.find(justEnded.id())).isPresent();
        assertThat(one.links.find(lasting.id()).flatMap(KnownLink::use)).isPresent();
        LinkInstance later = instance();
        assertThat(later.links.size()).isEqualTo(2);
    }

    private static void assertRefused(Opened opened, LinkEnd end) {
        assertThat(opened)
                .isInstanceOfSatisfying(
                        Opened.Refused.class, refused -> assertThat(refused.end()).isEqualTo(end));
    }

    private LinkInstance instance() {
        LinkInstance instance = new LinkInstance(brokers, topic, cipher);
        instances.add(instance);
        instance.awaitRead();
        return instance;
    }

    private static PortalLink made(LinkInstance instance, Duration lifetime) {
        PortalLink link = link(lifetime);
        instance.log.put(link, Optional.empty());
        return link;
    }

    private static PortalLink link(Duration lifetime) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new PortalLink(
                PortalLinkId.random(new SecureRandom()),
                "ada@shop.example",
                new AccountId("acct_1"),
                Set.of(Ability.VIEW),
                "api.key",
                now,
                now.plus(lifetime));
    }
}
