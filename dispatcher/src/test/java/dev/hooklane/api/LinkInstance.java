package dev.hooklane.api;

import dev.hooklane.access.Authentication;
import dev.hooklane.access.Authenticator;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.KeyUses;
import dev.hooklane.access.LinkChecks;
import dev.hooklane.access.LinkDirectory;
import dev.hooklane.access.PortalLinks;
import dev.hooklane.access.UserPasses;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;

/** What an instance has to do with portal links, for itself: it shares the broker with others. */
final class LinkInstance implements AutoCloseable {
    final LinkDirectory links = new LinkDirectory();
    final PortalLinks texts;
    final FollowedTopic followed;
    final LinkLog log;
    private final AckedProducer producer;
    private final Authenticator authenticator;
    private Duration ahead = Duration.ZERO;
    private UnaryOperator<List<ProducerRecord<byte[], byte[]>>> beforeWriting =
            UnaryOperator.identity();

    LinkInstance(String brokers, String topic, TinkSecretCipher cipher) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", brokers);
        producer = AckedProducer.connect(kafka);
        texts = new PortalLinks(cipher, (_, _) -> false);
        followed = FollowedTopic.start(kafka, topic, links::follow);
        KeyDirectory keys = new KeyDirectory();
        LinkChecks checks = new LinkChecks(texts, links, keys, followed::caughtUp);
        log = new LinkLog(links, checks, followed, this::write, topic, this::now);
        authenticator =
                new Authenticator(
                        keys,
                        new KeyUses(keys, (_, _) -> {}),
                        ApiFixture.KEY,
                        checks,
                        new UserPasses(cipher, Optional.empty()),
                        this::now);
    }

    void awaitRead() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(followed::caughtUp);
    }

    /** Puts its clock forward, or back. */
    void clockAhead(Duration duration) {
        ahead = duration;
    }

    /** Has something happen between its look at the link and its write. */
    void beforeWriting(UnaryOperator<List<ProducerRecord<byte[], byte[]>>> action) {
        beforeWriting = action;
    }

    private Instant now() {
        return Instant.now().plus(ahead);
    }

    private List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> records) {
        return producer.writeAll(beforeWriting.apply(records));
    }

    /** What a request with the session gets. */
    Authentication of(String session) {
        return authenticator.authenticate("Bearer " + session, "203.0.113.7");
    }

    @Override
    public void close() {
        followed.close();
        producer.close();
    }
}
