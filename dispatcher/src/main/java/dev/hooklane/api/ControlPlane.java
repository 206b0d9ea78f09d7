package dev.hooklane.api;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.KeyUses;
import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.PortalLinks;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.deadletter.ManualRetry;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.eraser.Eraser;
import dev.hooklane.eraser.ErasureLog;
import dev.hooklane.eraser.Places;
import dev.hooklane.eraser.TopicRetention;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.EventReader;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.TestMarks;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.lookup.EventLookup;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.published.PublishedEvents;
import dev.hooklane.published.RejectedRecords;
import dev.hooklane.replay.Replays;
import dev.hooklane.replayer.ReplayLog;
import dev.hooklane.replayer.Replaying;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.GroupOffsets;
import dev.hooklane.waiting.OpenTransactions;
import dev.hooklane.waiting.WaitingRecords;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The control plane of an instance: the history store and the API in front of it. One thread starts
 * and closes it.
 */
public final class ControlPlane implements AutoCloseable {
    private static final int HEAD_BYTES = 16 << 10;

    private final StartedParts started;
    private final HistoryStore history;

    /** How often to look for endpoint records whose writer failed to settle a dispute. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final Readiness readiness;
    private final ApiParts parts;
    private final ApiServer server;

    /**
     * What the control plane shares with the rest of its instance.
     *
     * @param lanes of the instance, if it delivers
     * @param readiness of the instance's other parts; the control plane adds its own
     * @param ownCalls the calls that the console makes to the API for its visitors
     * @param pages that the API's server serves too
     */
    public record Shared(
            Topics topics,
            EndpointDirectory directory,
            EndpointFeed feed,
            EndpointCodec codec,
            KnownErasures erasures,
            KnownCatalogue catalogue,
            TroubledLanes lanes,
            Prometheus prometheus,
            Readiness readiness,
            OwnCalls ownCalls,
            PublishTracing tracing,
            ConsolePages pages) {}

    /** The erasures, and the topic that they are read from. */
    public record KnownErasures(Erasures index, FollowedTopic followed) {}

    /** The event types, and the topic that they are read from. */
    public record KnownCatalogue(Catalogue index, FollowedTopic followed) {}

    private ControlPlane(
            HooklaneConfig config, EndpointChecks checks, Shared shared, StartedParts started) {
        this.started = started;
        Topics topics = shared.topics();
        AckedProducer producer = AckedProducer.connect(config.kafka().producerProperties());
        started.add(producer);
        history =
                HistoryStore.start(
                        topics,
                        config.kafka().streamsProperties(),
                        config.stateDir(),
                        config.instance(),
                        config.api().advertised(),
                        config.historyStandbys(),
                        shared.erasures().index());
        started.add(history);
        KeyDirectory keys = new KeyDirectory();
        FollowedTopic followedKeys =
                FollowedTopic.start(
                        config.kafka().consumerProperties(), topics.access(), keys::follow);
        started.add(followedKeys);
        shared.prometheus().threads().watch(followedKeys.thread());
        ClaimLog claims =
                ClaimLog.start(producer, config.kafka().consumerProperties(), topics.idempotency());
        started.add(claims);
        shared.prometheus().threads().watch(claims.thread());
        Replays replays = new Replays();
        FollowedTopic followedReplays =
                FollowedTopic.start(
                        config.kafka().consumerProperties(), topics.replays(), replays::follow);
        started.add(followedReplays);
        shared.prometheus().threads().watch(followedReplays.thread());
        Stream.of(
                        history.unreadable(),
                        followedKeys.unreadable(),
                        claims.unreadable(),
                        followedReplays.unreadable())
                .forEach(each -> shared.prometheus().unreadable().watch(each::offsets));
        readiness = () -> withOwn(shared.readiness(), followedKeys, claims, followedReplays);
        ReadConsumers consumers = new ReadConsumers(config.kafka().consumerProperties());
        started.add(consumers);
        TinkSecretCipher cipher = TinkSecretCipher.of(config.secrets().keyset());
        EventLookup lookup =
                EventLookup.of(
                        consumers,
                        topics.events(),
                        new TestMarks(cipher),
                        shared.erasures().index());
        ManualRetry retry =
                new ManualRetry(
                        shared.directory(),
                        lookup.payloads(),
                        producer::write,
                        topics.deliveries(),
                        InstantSource.system());
        Admin admin = Admin.create(config.kafka().clientProperties());
        started.add(() -> admin.close(Duration.ZERO));
        Eraser eraser = eraser(config, shared, producer, admin);
        started.add(eraser);
        shared.prometheus().threads().watch(eraser.thread());
        Replaying replaying =
                Replaying.start(
                        new Replaying.Shared(
                                new Replaying.Brokers(
                                        topics, config.kafka().producerProperties(), admin),
                                lookup,
                                history,
                                shared.directory(),
                                shared.erasures().index(),
                                shared.prometheus().replays(),
                                config.instance()),
                        replays,
                        followedReplays);
        started.add(replaying);
        shared.prometheus().threads().watch(replaying.thread());
        shared.prometheus().replays().watchUnfinished(replaying::unfinished);
        EndpointLog endpoints =
                new EndpointLog(
                        producer,
                        shared.codec(),
                        shared.feed(),
                        topics.endpoints(),
                        new SecureRandom());
        Runnable settling =
                shared.prometheus()
                        .sampling()
                        .every(SETTLING, "disputes", endpoints::settleDisputes);
        started.add(settling::run);
        parts =
                new ApiParts(
                        new EndpointParts(
                                shared.directory(),
                                endpoints,
                                checks,
                                SecretKeys.parse(config.secrets().keyset()).primaryId()),
                        events(shared, producer, lookup),
                        new DeliveryParts(history, retry),
                        new ReplayParts(
                                new ReplayLog(
                                        replays,
                                        followedReplays,
                                        producer::write,
                                        topics.replays()),
                                replaying),
                        eraser,
                        new CallerParts(
                                access(config, shared, producer, keys, followedKeys),
                                new AuditTrail(producer, consumers, topics.audit()),
                                claims,
                                cipher),
                        operators(config, shared, admin));
        Runnable looking =
                new ControlPlaneMeters(parts, InstantSource.system())
                        .start(config.metrics().lookInterval());
        started.add(looking::run);
        server = new ApiServer(config.api(), parts, shared.pages());
        var _ = server.start();
        started.add(server);
    }

    private static EventParts events(Shared shared, AckedProducer producer, EventLookup lookup) {
        Catalogue catalogue = shared.catalogue().index();
        Erasures erasures = shared.erasures().index();
        return new EventParts(
                new EventPublishing(producer, lookup.topic(), lookup.marks(), shared.tracing()),
                new PublishedEvents(lookup, catalogue, erasures),
                new RejectedRecords(
                        lookup.consumers(),
                        shared.topics().rejected(),
                        new EventReader(catalogue),
                        erasures),
                catalogue,
                new EventTypeLog(
                        producer, shared.catalogue().followed(), shared.topics().eventTypes()));
    }

    private OperatorParts operators(HooklaneConfig config, Shared shared, Admin admin) {
        Map<String, Object> kafka = config.kafka().consumerProperties();
        // Only one record of each partition is read.
        kafka.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, HEAD_BYTES);
        ReadConsumers heads = new ReadConsumers(kafka);
        started.add(heads);
        GroupOffsets groups = new GroupOffsets(admin);
        String delivering = Topics.deliveryGroup(config.topics().prefix());
        return new OperatorParts(
                new WaitingRecords(
                        groups,
                        heads,
                        shared.topics(),
                        Topics.fanOutApplication(config.topics().prefix()),
                        delivering),
                new OpenTransactions(admin, shared.topics().events(), InstantSource.system()),
                shared.lanes(),
                () -> groups.members(delivering),
                config.instance(),
                readiness,
                shared.prometheus());
    }

    private static Eraser eraser(
            HooklaneConfig config, Shared shared, AckedProducer producer, Admin admin) {
        Topics topics = shared.topics();
        InstantSource clock = InstantSource.system();
        return Eraser.start(
                new Eraser.Parts(
                        shared.erasures().index(),
                        new ErasureLog(
                                producer::writeAll,
                                shared.erasures().followed()::awaitReadBack,
                                topics.erasures()),
                        Places.of(
                                topics,
                                config.kafka().consumerProperties(),
                                producer::writeAll,
                                new TopicRetention(admin),
                                clock),
                        shared.erasures().followed()::caughtUp,
                        config.instance(),
                        clock,
                        new SecureRandom()));
    }

    private static KeyAccess access(
            HooklaneConfig config,
            Shared shared,
            AckedProducer producer,
            KeyDirectory keys,
            FollowedTopic followedKeys) {
        String topic = shared.topics().access();
        KeyUses uses =
                new KeyUses(
                        keys,
                        (key, value) ->
                                producer.writeLater(new ProducerRecord<>(topic, key, value)));
        PortalLinks links = new PortalLinks(TinkSecretCipher.of(config.secrets().keyset()));
        return new KeyAccess(
                keys,
                new Authenticator(keys, uses, config.api().key(), links, InstantSource.system()),
                new KeyLog(producer, followedKeys, topic),
                shared.ownCalls(),
                links,
                config.console().publicUrl());
    }

    /**
     * Starts it; the history catches up in the background.
     *
     * @throws ApiStartException if the API can't listen
     */
    public static ControlPlane start(HooklaneConfig config, EndpointChecks checks, Shared shared) {
        return StartedParts.start(started -> new ControlPlane(config, checks, shared, started));
    }

    private List<Readiness.Part> withOwn(
            Readiness others, FollowedTopic keys, ClaimLog claims, FollowedTopic replays) {
        List<Readiness.Part> parts = new ArrayList<>(others.parts());
        boolean ready = history.ready();
        parts.add(
                new Readiness.Part(
                        "history", ready, ready ? "" : "it is catching up with its topic"));
        parts.add(new Readiness.Part("keys", keys.caughtUp(), keys.problem()));
        parts.add(new Readiness.Part("idempotency", claims.caughtUp(), claims.problem()));
        parts.add(new Readiness.Part("replays", replays.caughtUp(), replays.problem()));
        return parts;
    }

    /** Returns the routes of its API. */
    Set<String> routes() {
        return server.routes();
    }

    ApiParts parts() {
        return parts;
    }

    /** Returns the readiness of the whole instance, including the history. */
    public Readiness readiness() {
        return readiness;
    }

    /** Returns the port that the API listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        started.close();
    }
}
