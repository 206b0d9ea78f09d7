package dev.hooklane.dispatcher;

import dev.hooklane.access.OwnCalls;
import dev.hooklane.api.ApiServer;
import dev.hooklane.api.ControlPlane;
import dev.hooklane.api.EndpointChecks;
import dev.hooklane.api.PublishTracing;
import dev.hooklane.api.Readiness;
import dev.hooklane.api.SettingsLimits;
import dev.hooklane.attempt.EndpointAccess;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.Role;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.console.Console;
import dev.hooklane.delay.BrokerClock;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.fanout.CatalogueCatchUp;
import dev.hooklane.fanout.EndpointCatchUp;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.EventGate;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.fanout.FanOutTracing;
import dev.hooklane.fanout.TestMarks;
import dev.hooklane.health.HealthWatch;
import dev.hooklane.http.EndpointUrlCheck;
import dev.hooklane.http.HttpAttemptSender;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.http.OwnHeaders;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.kafka.WatchedClients;
import dev.hooklane.lane.LaneReport;
import dev.hooklane.lane.LaneState;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.poll.DeliveryWorker;
import dev.hooklane.rights.KafkaRights;
import dev.hooklane.rights.RightsCheck;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.streams.FanOutStreams;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.TopicSpec;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import dev.hooklane.tracing.Tracing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/**
 * One running instance: all of its parts, built by hand in the order in which they need each other,
 * and stopped in reverse order.
 *
 * <pre>
 * topics checked ─▶ erasures and event types known ─▶ endpoints followed, events fanned out
 *                ─▶ deliveries made ─▶ API answers
 * </pre>
 */
public final class Dispatcher implements AutoCloseable {
    private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

    private final StartedParts parts;
    private final Prometheus prometheus;
    private final EndpointDirectory directory = new EndpointDirectory();
    private final Erasures erasures = new Erasures();
    private final BrokerClock clock = new BrokerClock(InstantSource.system(), System::nanoTime);
    private final Topics topics;
    private final Optional<Tracing> tracing;
    private final InstanceMeters meters;
    private final KafkaContact contact = new KafkaContact(System::nanoTime);
    private final KafkaClients clients;
    private final Optional<DeliveryWorker> delivery;
    private final Readiness readiness;
    private final int apiPort;

    private Dispatcher(HooklaneConfig config, StartedParts parts) {
        this.parts = parts;
        prometheus = started(new Prometheus());
        topics = config.topicNames();
        meters = new InstanceMeters(prometheus, config);
        tracing = tracing(config);
        clients = new KafkaClients(config, clock, contact);
        FollowedTopic followedErasures =
                started(
                        FollowedTopic.start(
                                config.kafka().consumerProperties(),
                                topics.erasures(),
                                erasures::follow));
        Catalogue catalogue = new Catalogue(config.catalogue());
        FollowedTopic followedTypes =
                started(
                        FollowedTopic.start(
                                config.kafka().consumerProperties(),
                                topics.eventTypes(),
                                catalogue::follow));
        prometheus.threads().watch(followedErasures.thread());
        prometheus.threads().watch(followedTypes.thread());
        meters.watchReading(List.of(followedErasures.unreadable(), followedTypes.unreadable()));
        // Before anything else: an erased event must not be sent or shown even once.
        followedErasures.awaitCaughtUp(KNOWN_WITHIN);
        // Before the fan-out, which would otherwise take events of added types for unknown ones.
        followedTypes.awaitCaughtUp(KNOWN_WITHIN);
        SecretKeys keys = SecretKeys.parse(config.secrets().keyset());
        EndpointCodec codec = new EndpointCodec(TinkSecretCipher.of(config.secrets().keyset()));
        EndpointFeed feed = new EndpointFeed(directory, codec);
        Admin admin = started(clients.admin());
        EndpointCatchUp endpointsRead = EndpointCatchUp.of(admin, feed, topics.endpoints());
        EventGate gate =
                new EventGate(catalogue, new CatalogueCatchUp(admin, followedTypes, topics));
        FanOutStreams fanOut =
                started(
                        FanOutStreams.start(
                                config,
                                feed,
                                () -> fanOutTopology(config, feed, gate, endpointsRead),
                                streams -> prometheus.kafka().watch("fan-out", streams),
                                prometheus.fanOut(),
                                contact));
        meters.watchInstance(directory);
        meters.watchReading(List.of(feed.unreadable(), fanOut.unreadable()));
        // The endpoints are known from here on, so their waiting deliveries may be attempted.
        SealedEndpoints sealed = new SealedEndpoints(directory, codec, keys);
        refuse(
                sealed.startProblems(),
                "give this instance the key that the others have, or add the missing one to the file of secrets.key");
        delivery =
                config.has(Role.DELIVERY)
                        ? Optional.of(started(deliveryWorker(config, endpointsRead)))
                        : Optional.empty();
        Readiness shared = new ReadyParts(contact, fanOut, sealed, delivery);
        if (config.has(Role.CONTROL_PLANE)) {
            OwnCalls ownCalls = new OwnCalls(new SecureRandom());
            Console console = new Console(config, ownCalls, InstantSource.system());
            ControlPlane controlPlane =
                    started(
                            controlPlane(
                                    config,
                                    codec,
                                    feed,
                                    new ControlPlane.KnownErasures(erasures, followedErasures),
                                    new ControlPlane.KnownCatalogue(catalogue, followedTypes),
                                    shared,
                                    ownCalls,
                                    console));
            // Closed before the server, which waits for the streams that the console ends.
            started(console);
            readiness = controlPlane.readiness();
            apiPort = controlPlane.port();
        } else {
            readiness = shared;
            apiPort = started(statusServer(config, shared)).port();
        }
        meters.watchReadiness(readiness);
    }

    /**
     * Checks the topics and starts all parts; returns when they are started, which is a moment
     * before {@link #isReady}.
     *
     * @throws StartRefusedException if the topics are not set up as required, or may not be used
     * @throws dev.hooklane.topic.KafkaUnavailableException if Kafka can't be reached
     * @throws dev.hooklane.api.ApiStartException if the API can't listen
     */
    public static Dispatcher start(HooklaneConfig config) {
        checkTopics(config);
        ProgressAtStart.check(config);
        return StartedParts.start(parts -> new Dispatcher(config, parts));
    }

    /** Reports whether all parts that its roles need are working. */
    public boolean isReady() {
        return readiness.parts().stream().allMatch(Readiness.Part::ready);
    }

    /**
     * Returns the port of the API; without the control plane, it serves only metrics and health.
     */
    public int apiPort() {
        return apiPort;
    }

    private static void checkTopics(HooklaneConfig config) {
        try (Admin admin = new KafkaClients(config).admin()) {
            checkRights(config, admin);
            refuse(
                    new TopicsAdmin(admin, config.topicNames(), config.topics(), ADMIN_TIMEOUT)
                            .check(),
                    "'hooklane topics apply' makes and mends them");
        }
    }

    private static void checkRights(HooklaneConfig config, Admin admin) {
        Topics topics = config.topicNames();
        refuse(
                new RightsCheck(admin, ADMIN_TIMEOUT)
                        .missing(
                                KafkaRights.of(config.roles(), config.topics().prefix(), topics),
                                topics.specs().stream().map(TopicSpec::name).toList()),
                "deploy/kafka/acls.txt lists what each role needs, deploy/kafka/acls.sh grants it");
    }

    private static void refuse(List<String> problems, String remedy) {
        if (!problems.isEmpty()) {
            List<String> lines = new ArrayList<>(problems);
            lines.add(remedy);
            throw new StartRefusedException(lines);
        }
    }

    private Topology fanOutTopology(
            HooklaneConfig config,
            EndpointFeed feed,
            EventGate gate,
            EndpointCatchUp endpointsRead) {
        return config.has(Role.FAN_OUT)
                ? FanOutTopology.fanOut(
                        topics,
                        feed,
                        new FanOutTopology.Parts(
                                gate,
                                directory,
                                erasures,
                                new TestMarks(TinkSecretCipher.of(config.secrets().keyset())),
                                prometheus.fanOut(),
                                endpointsRead::recently,
                                () -> tracing.map(Tracing::fanOut).orElseGet(FanOutTracing::none)))
                : FanOutTopology.endpointsOnly(topics, feed);
    }

    private Optional<Tracing> tracing(HooklaneConfig config) {
        return config.tracing()
                .otlpEndpoint()
                .map(collector ->
                        started(
                                Tracing.start(
                                        collector,
                                        config.tracing(),
                                        Version.CURRENT,
                                        config.instance())));
    }

    private DeliveryWorker deliveryWorker(HooklaneConfig config, BooleanSupplier allEndpointsRead) {
        HttpAttemptSender sender = started(new HttpAttemptSender(PartSettings.http(config), clock));
        AckedProducer producer =
                started(AckedProducer.connect(config.kafka().producerProperties()));
        DeliveryWorker worker =
                DeliveryWorker.start(
                        new DeliveryWorker.Parts(
                                new WatchedClients(clients, prometheus.kafka()),
                                topics.alsoReading(ProgressAtStart.leftovers(config)),
                                new EndpointAccess(
                                        directory,
                                        allEndpointsRead,
                                        tracing.map(each -> each.attempts(sender, clock))
                                                .orElse(sender),
                                        HealthWatch.of(
                                                directory,
                                                producer::write,
                                                topics,
                                                config.endpoints().disableAfter(),
                                                config.endpoints().failingAfter())),
                                erasures,
                                PartSettings.lanes(config),
                                prometheus.delivery(),
                                clock));
        prometheus.threads().watch(worker.thread());
        started(meters.watchDelivery(sender, worker));
        meters.watchClock(clock);
        return worker;
    }

    private ControlPlane controlPlane(
            HooklaneConfig config,
            EndpointCodec codec,
            EndpointFeed feed,
            ControlPlane.KnownErasures knownErasures,
            ControlPlane.KnownCatalogue knownCatalogue,
            Readiness shared,
            OwnCalls ownCalls,
            Console console) {
        HttpSettings http = PartSettings.http(config);
        EndpointUrlCheck urls = started(new EndpointUrlCheck(http.addressRules()));
        OwnHeaders headers = new OwnHeaders(http);
        return ControlPlane.start(
                config,
                new EndpointChecks(
                        urls::problems,
                        headers::problems,
                        knownCatalogue.index(),
                        SettingsLimits.of(config)),
                new ControlPlane.Shared(
                        topics,
                        directory,
                        feed,
                        codec,
                        knownErasures,
                        knownCatalogue,
                        this::troubledLanes,
                        prometheus,
                        shared,
                        ownCalls,
                        tracing.map(Tracing::publishing).orElseGet(PublishTracing::none),
                        console::addTo));
    }

    private Optional<List<LaneState>> troubledLanes() {
        return delivery.isEmpty()
                ? Optional.of(List.of())
                : delivery.get().laneReport().map(LaneReport::troubled);
    }

    private ApiServer statusServer(HooklaneConfig config, Readiness shared) {
        return ApiServer.statusOnly(config.api(), prometheus, shared).start();
    }

    private <T extends AutoCloseable> T started(T part) {
        return parts.add(part);
    }

    /** Stops taking new work, waits for attempts in flight, commits, and stops all parts. */
    @Override
    public void close() {
        parts.close();
    }
}
