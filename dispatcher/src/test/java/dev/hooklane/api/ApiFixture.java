package dev.hooklane.api;

import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.UserPasses;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.config.ApiSettings;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.OidcSettings;
import dev.hooklane.edge.CertificateFiles;
import dev.hooklane.edge.PeerClient;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.EndpointUrlCheck;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.http.OwnHeaders;
import dev.hooklane.lane.LaneState;
import dev.hooklane.listener.Listening;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.quota.AccountLimits;
import dev.hooklane.quota.Quotas;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.share.Seats;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** The API in front of a real broker, without anything that delivers: that part is played here. */
final class ApiFixture implements AutoCloseable {
    static final String KEY = "an-operator-key-of-31-characters";
    static final int PARTITIONS = 8;

    /** The key that encrypted before the one of today; both decrypt. */
    final SecretKeys formerKeys = SecretKeys.generate();

    private final SecretKeys secretKeys = formerKeys.withNewKey().withNewestPrimary();
    final EmbeddedBroker broker;
    final Topics topics;
    final EndpointDirectory directory = new EndpointDirectory();
    final EndpointCodec codec;
    final ControlPlane plane;

    /** As the console makes them. */
    final UserPasses passes;

    private final FollowedTopic followedErasures;
    private final FollowedTopic followedTypes;
    private final FollowedTopic followedLimits;
    final PlayedSources sources;
    private final KafkaStreams endpoints;
    private final ApiCalls calls;

    /** What a lane would write. */
    final PlayedLane lane;

    /** The records on the topics. */
    final WrittenRecords written;

    private final EndpointUrlCheck urlCheck;
    private final Prometheus prometheus = new Prometheus();
    private volatile boolean laneReady = true;
    private volatile List<LaneState> lanes = List.of();

    /** An answer of the API. */
    record Answer(int status, JsonNode json, HttpResponse<String> response) {
        String text(String field) {
            return json.path(field).asString("");
        }
    }

    ApiFixture(Path directoryForState) throws ExecutionException, InterruptedException {
        this(directoryForState, "");
    }

    /**
     * @param more settings, as YAML
     */
    ApiFixture(Path directoryForState, String more)
            throws ExecutionException, InterruptedException {
        broker = EmbeddedBroker.start(directoryForState.resolve("kafka"), 0);
        HooklaneConfig config =
                ApiFixtureConfig.read(
                        broker.bootstrapServers(), directoryForState, secretKeys, more);
        passes =
                new UserPasses(
                        config.secrets().inClear().byPurpose().of(KeyPurpose.SESSIONS),
                        config.console().oidc().map(OidcSettings::terms));
        topics =
                new Topics(
                        config.topics().prefix(),
                        config.retry().schedule(),
                        config.retry().jitter());
        try (Admin admin = Admin.create(config.kafka().clientProperties())) {
            new TopicsAdmin(admin, topics, config.topics(), Duration.ofSeconds(10)).apply();
        }
        Erasures erasures = new Erasures();
        followedErasures =
                FollowedTopic.start(
                        config.kafka().consumerProperties(), topics.erasures(), erasures::follow);
        Catalogue catalogue = new Catalogue(config.catalogue());
        followedTypes =
                FollowedTopic.start(
                        config.kafka().consumerProperties(),
                        topics.eventTypes(),
                        catalogue::follow);
        AccountLimits limits = new AccountLimits(config.quotas().limits());
        followedLimits =
                FollowedTopic.start(
                        config.kafka().consumerProperties(), topics.quotas(), limits::follow);
        sources = PlayedSources.of(config);
        codec = new EndpointCodec(config.secrets().inClear().byPurpose().of(KeyPurpose.ENDPOINTS));
        EndpointFeed feed = new EndpointFeed(directory, codec);
        endpoints = new KafkaStreams(FanOutTopology.endpointsOnly(topics, feed), streams(config));
        endpoints.start();
        feed.caughtUp();
        AddressRules rules = new AddressRules(false, List.of());
        Optional<CertificateFiles> certificates =
                config.api().edge().tls().map(CertificateFiles::read);
        urlCheck = new EndpointUrlCheck(rules);
        plane =
                ControlPlane.start(
                        config,
                        new EndpointChecks(
                                urlCheck::problems,
                                new OwnHeaders(httpSettings(rules))::problems,
                                catalogue,
                                SettingsLimits.of(config)),
                        new ControlPlane.Shared(
                                config.secrets().inClear(),
                                new ControlPlane.KnownEndpoints(directory, feed, codec),
                                new ControlPlane.KnownErasures(erasures, followedErasures),
                                new ControlPlane.KnownCatalogue(catalogue, followedTypes),
                                new ControlPlane.KnownLimits(limits, followedLimits),
                                sources.known(),
                                new ControlPlane.Rest(
                                        () -> Optional.of(lanes),
                                        () -> List.of(lanesPart()),
                                        prometheus),
                                new ControlPlane.ConsoleAccess(
                                        new OwnCalls(new SecureRandom()),
                                        ConsolePages.none(),
                                        new Quotas(
                                                limits,
                                                directory,
                                                new Seats(100),
                                                prometheus.quotas(),
                                                config.quotas().contact())),
                                PublishTracing.none(),
                                Listening.of(
                                        config.secrets()
                                                .inClear()
                                                .byPurpose()
                                                .of(KeyPurpose.LISTENERS),
                                        config.api().advertised(),
                                        PeerClient.of(certificates)),
                                certificates));
        calls = new ApiCalls(plane::port);
        lane = new PlayedLane(broker.bootstrapServers(), topics, directory);
        written = new WrittenRecords(broker.bootstrapServers());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        plane.readiness().parts().stream().allMatch(Readiness.Part::ready)
                                && endpoints.state() == KafkaStreams.State.RUNNING);
    }

    private Readiness.Part lanesPart() {
        boolean ready = laneReady;
        return new Readiness.Part("lanes", ready, ready ? "" : "no partitions yet");
    }

    private static Properties streams(HooklaneConfig config) {
        Properties settings = new Properties();
        settings.putAll(config.kafka().streamsProperties());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "endpoints");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        return settings;
    }

    private static HttpSettings httpSettings(AddressRules rules) {
        return HttpSettings.defaults("test").withAddressRules(rules);
    }

    /** Another server over the same parts, not started. */
    ApiServer secondServer(ApiSettings settings) {
        return new ApiServer(settings, Optional.empty(), plane.parts(), ConsolePages.none());
    }

    /** What this instance tells of its lanes. */
    void lanes(List<LaneState> inTrouble) {
        lanes = inTrouble;
    }

    void laneReady(boolean ready) {
        laneReady = ready;
    }

    /** From now on, this instance reads no endpoint back, as if it had lost that partition. */
    void stopReadingEndpoints() {
        endpoints.close(Duration.ofSeconds(5));
    }

    /** The address that the API sees from now on: it counts wrong keys for each. */
    void seenAs(String clientAddress) {
        calls.seenAs(clientAddress);
    }

    /** The address that the API sees. */
    String address() {
        return calls.address();
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return calls.send(
                request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                ApiCalls.json(body));
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        return calls.send(request, Optional.empty());
    }

    /** Gets with this key, or with whatever else opens the API. */
    Answer as(String key, String path) throws IOException, InterruptedException {
        return as(key, "GET", path, "");
    }

    /** The same with another method, and an empty object as the body unless it is GET. */
    Answer as(String key, String method, String path) throws IOException, InterruptedException {
        return as(key, method, path, method.equals("GET") ? "" : "{}");
    }

    Answer as(String key, String method, String path, String body)
            throws IOException, InterruptedException {
        return send(calls.as(key, method, path, body).build());
    }

    HttpRequest.Builder request(String path) {
        return calls.as(KEY, path);
    }

    HttpRequest.Builder anonymous(String path) {
        return calls.anonymous(path);
    }

    /** The ids of the list that is named at the end of a path, from first page to last. */
    List<String> paged(String path) throws IOException, InterruptedException {
        return calls.paged(path);
    }

    /** The newest entry of the audit trail that matches, once there is one. */
    JsonNode awaitEntry(String query) {
        return calls.awaitEntry(query);
    }

    /** Makes an endpoint of this account. */
    Answer endpoint(String account) throws IOException, InterruptedException {
        return post(
                "/v1/endpoints",
                """
                {"account":"%s","url":"https://8.8.8.8/hook","eventTypes":["message.*"]}\
                """
                        .formatted(account));
    }

    @Override
    public void close() {
        plane.close();
        endpoints.close(Duration.ofSeconds(5));
        followedErasures.close();
        followedTypes.close();
        followedLimits.close();
        sources.close();
        lane.close();
        written.close();
        urlCheck.close();
        prometheus.close();
        broker.close();
    }
}
