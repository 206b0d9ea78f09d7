package dev.hooklane.api;

import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.LinkDirectory;
import dev.hooklane.access.OwnCalls;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InstanceKeys;
import dev.hooklane.edge.CertificateFiles;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.eraser.Eraser;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.TestMarks;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.listener.Listening;
import dev.hooklane.lookup.EventLookup;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.quota.AccountLimits;
import dev.hooklane.quota.Quotas;
import dev.hooklane.replay.Replays;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.source.run.KnownSources;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The control plane of an instance: the API, and all that only the API needs. Its parts are built
 * by hand in the order in which they need each other, and stopped in reverse order. One thread
 * starts and closes it.
 *
 * <pre>
 * connected ─▶ history, keys, claims and replays followed ─▶ erased and replayed
 *           ─▶ measured ─▶ API answers
 * </pre>
 */
public final class ControlPlane implements AutoCloseable {
    /** How often to look for endpoint records whose writer failed to settle a dispute. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** How often to remove the records of portal links that ended some time ago. */
    private static final Duration SWEEPING = Duration.ofMinutes(1);

    private final StartedParts started;
    private final HooklaneConfig config;
    private final Shared shared;
    private final Connections kafka;
    private final Readiness readiness;
    private final ApiParts parts;
    private final ApiServer server;

    /**
     * The parts that the control plane shares with the rest of its instance.
     *
     * @param certificates of the API and of the calls between instances; empty for plain HTTP
     */
    public record Shared(
            InstanceKeys keys,
            KnownEndpoints endpoints,
            KnownErasures erasures,
            KnownCatalogue catalogue,
            KnownLimits limits,
            KnownSources sources,
            Rest rest,
            ConsoleAccess console,
            PublishTracing tracing,
            Listening listening,
            Optional<CertificateFiles> certificates) {}

    /** The endpoints, the feed that they come from, and the form in which they are written. */
    public record KnownEndpoints(EndpointDirectory index, EndpointFeed feed, EndpointCodec codec) {}

    /** The erasures, and the topic that they are read from. */
    public record KnownErasures(Erasures index, FollowedTopic followed) {}

    /** The event types, and the topic that they are read from. */
    public record KnownCatalogue(Catalogue index, FollowedTopic followed) {}

    /** The limits of the accounts, and the topic that they are read from. */
    public record KnownLimits(AccountLimits index, FollowedTopic followed) {}

    /**
     * How the rest of the instance does.
     *
     * @param lanes of the instance, if it delivers
     * @param readiness of the other parts; the control plane adds its own
     */
    public record Rest(TroubledLanes lanes, Readiness readiness, Prometheus prometheus) {}

    /**
     * What the API and the console know of each other.
     *
     * @param ownCalls the calls that the console makes to the API for its visitors
     * @param pages that the API's server serves too
     * @param quotas of the accounts, which hold for both
     */
    public record ConsoleAccess(OwnCalls ownCalls, ConsolePages pages, Quotas quotas) {}

    private ControlPlane(
            HooklaneConfig config, EndpointChecks checks, Shared shared, StartedParts started) {
        this.started = started;
        this.config = config;
        this.shared = shared;
        Prometheus prometheus = shared.rest().prometheus();
        kafka = Connections.open(config, started);
        Topics topics = kafka.topics();
        DerivedKeys keysByPurpose = shared.keys().byPurpose();
        EventLookup lookup =
                EventLookup.of(
                        kafka.consumers(),
                        topics.events(),
                        new TestMarks(keysByPurpose.of(KeyPurpose.TEST_EVENTS)),
                        shared.keys().ownMarks(),
                        shared.erasures().index());
        HistoryStore history = started.add(history());
        prometheus.watchUnreadable(history.unreadable()::offsets);
        KeyDirectory keys = new KeyDirectory();
        FollowedTopic followedKeys = followed(topics.access(), keys::follow);
        LinkDirectory links = new LinkDirectory();
        FollowedTopic followedLinks = followed(topics.portalLinks(), links::follow);
        ClaimLog claims = started.add(claims());
        prometheus.watch(claims.followed());
        Replays replays = new Replays();
        FollowedTopic followedReplays = followed(topics.replays(), replays::follow);
        readiness =
                new ControlPlaneReadiness(
                        shared.rest().readiness(),
                        history,
                        followedKeys,
                        claims.followed(),
                        followedReplays,
                        shared.limits().followed(),
                        followedLinks);
        Eraser eraser =
                started.add(
                        Eraser.start(
                                config,
                                kafka.topics(),
                                kafka.producer(),
                                kafka.admin(),
                                shared.erasures().index(),
                                shared.erasures().followed()));
        prometheus.watch(eraser.thread());
        ReplayParts replaying =
                ReplayParts.start(
                        config,
                        kafka,
                        lookup,
                        history,
                        new ReplayParts.Known(replays, followedReplays),
                        shared,
                        started);
        EndpointParts endpoints =
                EndpointParts.of(config, keysByPurpose, kafka, shared.endpoints(), checks);
        EndpointLog endpointLog = endpoints.log();
        started.add(
                prometheus.sampling().every(SETTLING, "disputes", endpointLog::settleDisputes)
                        ::run);
        parts =
                new ApiParts(
                        endpoints,
                        EventParts.of(kafka, lookup, shared),
                        DeliveryParts.of(kafka, history, shared.endpoints().index(), lookup),
                        replaying,
                        eraser,
                        new CallerParts(
                                KeyAccess.of(
                                        config,
                                        keysByPurpose,
                                        kafka,
                                        new KeyAccess.Known<>(keys, followedKeys),
                                        new KeyAccess.Known<>(links, followedLinks),
                                        shared.erasures().index(),
                                        shared.console().ownCalls()),
                                Audit.of(kafka, prometheus, started),
                                claims,
                                keysByPurpose.of(KeyPurpose.ANSWERS)),
                        new QuotaParts(
                                shared.console().quotas(),
                                new QuotaLog(
                                        kafka.producer(),
                                        shared.limits().followed(),
                                        topics.quotas())),
                        OperatorParts.of(
                                config,
                                kafka,
                                shared.rest(),
                                readiness,
                                new ManifestSeal(keysByPurpose.stable(KeyPurpose.MANIFESTS)),
                                started),
                        SourceParts.of(kafka, shared.sources()),
                        shared.listening());
        ListenerEnds ends = new ListenerEnds(endpoints, shared.listening(), System::nanoTime);
        started.add(
                prometheus.sampling().every(ListenerEnds.SWEEPING, "listeners", ends::sweep)::run);
        LinkLog linkLog = parts.callers().access().linkLog();
        started.add(
                prometheus.sampling().every(SWEEPING, "portal links", linkLog::removeEnded)::run);
        started.add(
                new ControlPlaneMeters(parts, InstantSource.system())
                                .start(config.metrics().lookInterval())
                        ::run);
        server =
                started.add(
                        new ApiServer(
                                        config.api(),
                                        shared.certificates(),
                                        parts,
                                        shared.console().pages())
                                .start());
    }

    private HistoryStore history() {
        return HistoryStore.start(
                kafka.topics(),
                config.kafka().streamsProperties(),
                config.stateDir(),
                config.instance(),
                config.api().advertised(),
                config.historyStandbys(),
                shared.erasures().index());
    }

    private FollowedTopic followed(String topic, FollowedTopic.Follower follower) {
        FollowedTopic followed =
                started.add(
                        FollowedTopic.start(config.kafka().consumerProperties(), topic, follower));
        shared.rest().prometheus().watch(followed);
        return followed;
    }

    private ClaimLog claims() {
        return ClaimLog.start(
                kafka.producer(),
                config.kafka().consumerProperties(),
                kafka.topics().idempotency());
    }

    /**
     * Starts it; the history catches up in the background.
     *
     * @throws ApiStartException if the API can't listen
     */
    public static ControlPlane start(HooklaneConfig config, EndpointChecks checks, Shared shared) {
        return StartedParts.start(started -> new ControlPlane(config, checks, shared, started));
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
