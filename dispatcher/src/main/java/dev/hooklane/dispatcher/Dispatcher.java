package dev.hooklane.dispatcher;

import dev.hooklane.access.OwnCalls;
import dev.hooklane.api.ApiServer;
import dev.hooklane.api.ControlPlane;
import dev.hooklane.api.ControlPlane.KnownLimits;
import dev.hooklane.api.EndpointChecks;
import dev.hooklane.api.Ownership;
import dev.hooklane.api.PublishTracing;
import dev.hooklane.api.Readiness;
import dev.hooklane.api.SettingsLimits;
import dev.hooklane.attempt.AttemptSender;
import dev.hooklane.attempt.EndpointAccess;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InstanceKeys;
import dev.hooklane.config.Role;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.console.Console;
import dev.hooklane.console.page.LiveStreams;
import dev.hooklane.delay.BrokerClock;
import dev.hooklane.edge.CertificateFiles;
import dev.hooklane.edge.PeerClient;
import dev.hooklane.egress.EndpointUrlCheck;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.fanout.EndpointCatchUp;
import dev.hooklane.health.HealthWatch;
import dev.hooklane.http.HttpAttemptSender;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.http.OwnHeaders;
import dev.hooklane.http.OwnershipCheck;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.kafka.WatchedClients;
import dev.hooklane.lane.LaneReport;
import dev.hooklane.lane.LaneState;
import dev.hooklane.listener.ListenerSender;
import dev.hooklane.listener.Listening;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.poll.DeliveryWorker;
import dev.hooklane.quota.AccountLimits;
import dev.hooklane.quota.Quotas;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.share.Seats;
import dev.hooklane.source.run.KnownSources;
import dev.hooklane.streams.FanOutStreams;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.Topics;
import dev.hooklane.tracing.Tracing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

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
    private final StartedParts parts;
    private final HooklaneConfig config;
    private final InstanceKeys keys;
    private final Optional<CertificateFiles> certificates;
    private final Topics topics;
    private final Prometheus prometheus;
    private final InstanceMeters meters;
    private final Optional<Tracing> tracing;
    private final BrokerClock clock = new BrokerClock(InstantSource.system(), System::nanoTime);
    private final KafkaContact contact = new KafkaContact(System::nanoTime);
    private final KafkaClients clients;
    private final Knowledge known;
    private final Optional<Listening> listening;
    private final Optional<DeliveryWorker> delivery;
    private final Optional<KnownSources> sources;
    private final Readiness readiness;
    private final int apiPort;

    private Dispatcher(HooklaneConfig config, InstanceKeys keys, StartedParts parts) {
        this.parts = parts;
        this.config = config;
        this.keys = keys;
        certificates = config.api().edge().tls().map(CertificateFiles::read);
        topics = config.topicNames();
        clients = new KafkaClients(config, clock, contact);
        prometheus = started(new Prometheus());
        meters = new InstanceMeters(prometheus, config);
        tracing = tracing();
        known = Knowledge.follow(config, keys, parts, prometheus);
        Admin admin = clients.admin();
        started(() -> admin.close(Duration.ZERO));
        EndpointCatchUp endpointsRead =
                EndpointCatchUp.of(admin, known.endpoints().feed(), topics.endpoints());
        FanOutStreams fanOut =
                started(
                        new FanOutWiring(config, keys, known, prometheus, tracing)
                                .start(admin, endpointsRead, contact));
        SealedEndpoints sealed = sealedEndpoints();
        meters.watchInstance(known.endpoints().index(), sealed);
        meters.watchReading(known.endpoints().feed(), fanOut);
        // The endpoints are known from here on, so their waiting deliveries may be attempted.
        StartRefusedException.throwIfAny(
                sealed.startProblems(),
                "give this instance the key that the others have, or add the missing one to the file of secrets.key");
        listening = listening();
        delivery =
                config.has(Role.DELIVERY)
                        ? Optional.of(started(deliveryWorker(endpointsRead)))
                        : Optional.empty();
        SourceWiring sourceWiring = new SourceWiring(config, parts, prometheus);
        sources =
                sourceWiring.isNeeded()
                        ? Optional.of(sourceWiring.follow(admin))
                        : Optional.empty();
        sources.ifPresent(sourceWiring::read);
        Readiness own = new ReadyParts(contact, fanOut, sealed, delivery);
        if (config.has(Role.CONTROL_PLANE)) {
            OwnCalls ownCalls = new OwnCalls(new SecureRandom());
            KnownLimits limits = known.limits().orElseThrow();
            Quotas quotas = quotas(limits.index());
            Console console = new Console(config, keys, ownCalls, quotas, InstantSource.system());
            ControlPlane controlPlane =
                    started(
                            controlPlane(
                                    own,
                                    limits,
                                    new ControlPlane.ConsoleAccess(
                                            ownCalls, new ServedConsole(console), quotas)));
            // Closed before the server, which waits for the streams that these end.
            started(console);
            started(listening.orElseThrow().here());
            readiness = controlPlane.readiness();
            apiPort = controlPlane.port();
        } else {
            readiness = own;
            ApiServer status = ApiServer.statusOnly(config.api(), certificates, prometheus, own);
            apiPort = started(status.start()).port();
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
        InstanceKeys keys = UnwrappedKeys.of(config.secrets());
        RoleKeys.check(config.roles(), keys);
        TopicsAtStart.check(config);
        ProgressAtStart.check(config);
        return StartedParts.start(parts -> new Dispatcher(config, keys, parts));
    }

    /** Reports whether all parts that its roles need are working. */
    public boolean isReady() {
        return readiness.parts().stream().allMatch(Readiness.Part::ready);
    }

    /** Returns the API's port; without the control plane, it serves only metrics and health. */
    public int apiPort() {
        return apiPort;
    }

    private Optional<Tracing> tracing() {
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

    private Optional<Listening> listening() {
        return keys.byPurpose().has(KeyPurpose.LISTENERS)
                ? Optional.of(
                        started(
                                Listening.of(
                                        keys.byPurpose().of(KeyPurpose.LISTENERS),
                                        config.api().advertised(),
                                        PeerClient.of(certificates))))
                : Optional.empty();
    }

    private SealedEndpoints sealedEndpoints() {
        return SealedEndpoints.of(
                known.endpoints().index(), known.endpoints().codec(), keys.byPurpose());
    }

    private DeliveryWorker deliveryWorker(BooleanSupplier allEndpointsRead) {
        EndpointDirectory directory = known.endpoints().index();
        HttpAttemptSender http = started(new HttpAttemptSender(PartSettings.http(config), clock));
        Listening streams = listening.orElseThrow();
        ListenerSender sender =
                new ListenerSender(
                        http,
                        PartSettings.http(config),
                        streams.here(),
                        streams.elsewhere(),
                        clock);
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
                                        tracing.<AttemptSender>map(
                                                        each -> each.attempts(sender, clock))
                                                .orElse(sender),
                                        HealthWatch.of(
                                                directory,
                                                producer::write,
                                                topics,
                                                keys.ownMarks(),
                                                config.endpoints().disableAfter(),
                                                config.endpoints().failingAfter())),
                                known.erasures().index(),
                                PartSettings.lanes(config),
                                prometheus.delivery(),
                                clock));
        prometheus.watch(worker.thread());
        started(meters.watchDelivery(http, worker));
        meters.watchClock(clock);
        return worker;
    }

    private Quotas quotas(AccountLimits limits) {
        return new Quotas(
                limits,
                known.endpoints().index(),
                new Seats(LiveStreams.OPEN_MAX),
                prometheus.quotas(),
                config.quotas().contact());
    }

    private ControlPlane controlPlane(
            Readiness own, KnownLimits limits, ControlPlane.ConsoleAccess console) {
        HttpSettings http = PartSettings.http(config);
        EndpointUrlCheck urls = started(new EndpointUrlCheck(http.addressRules()));
        OwnHeaders headers = new OwnHeaders(http);
        return ControlPlane.start(
                config,
                new EndpointChecks(
                        urls::problems,
                        headers::problems,
                        known.catalogue().index(),
                        SettingsLimits.of(config),
                        config.endpoints()
                                .verifiedAs()
                                .<Ownership>map(
                                        name -> new AskedServers(started(asking(http, name))))
                                .orElse(Ownership.TAKEN_FOR_GRANTED)),
                new ControlPlane.Shared(
                        keys,
                        known.endpoints(),
                        known.erasures(),
                        known.catalogue(),
                        limits,
                        sources.orElseThrow(),
                        new ControlPlane.Rest(this::troubledLanes, own, prometheus),
                        console,
                        tracing.map(Tracing::publishing).orElseGet(PublishTracing::none),
                        listening.orElseThrow(),
                        certificates));
    }

    private OwnershipCheck asking(HttpSettings http, String name) {
        return new OwnershipCheck(http, name, clock, new SecureRandom());
    }

    private Optional<List<LaneState>> troubledLanes() {
        return delivery.isEmpty()
                ? Optional.of(List.of())
                : delivery.get().laneReport().map(LaneReport::troubled);
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
