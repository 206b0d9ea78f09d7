package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.UserPasses;
import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.config.ApiSettings;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.OidcSettings;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.EndpointUrlCheck;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.http.OwnHeaders;
import dev.hooklane.lane.LaneState;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.quota.AccountLimits;
import dev.hooklane.quota.Quotas;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.share.Seats;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Partitions;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    private final KafkaStreams endpoints;
    private final KafkaProducer<byte[], byte[]> outcomes;
    private final HttpClient http = HttpClient.newHttpClient();
    private final EndpointUrlCheck urlCheck;
    private final Prometheus prometheus = new Prometheus();
    private final ApiDocument document = new ApiDocument();
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
                ConfigReader.read(
                        // Idle in the JVM that it shares, it asks no broker anything.
                        "metrics: {look-interval: 10m}\negress: {addresses: [203.0.113.7]}\n"
                                + more,
                        Map.of(),
                        Map.of(
                                "instance",
                                "it",
                                "kafka.bootstrap.servers",
                                broker.bootstrapServers(),
                                "api.host",
                                "127.0.0.1",
                                "api.port",
                                "0",
                                "api.key",
                                KEY,
                                "secrets.key",
                                secretKeys.toJson(),
                                "state-dir",
                                directoryForState.resolve("state").toString(),
                                "topics.partitions",
                                Integer.toString(PARTITIONS),
                                "topics.replication-factor",
                                "1",
                                "topics.min-insync-replicas",
                                "1"));
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
        codec = new EndpointCodec(config.secrets().inClear().byPurpose().of(KeyPurpose.ENDPOINTS));
        EndpointFeed feed = new EndpointFeed(directory, codec);
        endpoints = new KafkaStreams(FanOutTopology.endpointsOnly(topics, feed), streams(config));
        endpoints.start();
        feed.caughtUp();
        AddressRules rules = new AddressRules(false, List.of());
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
                                new ControlPlane.Rest(
                                        () -> Optional.of(lanes),
                                        () -> List.of(lanesPart()),
                                        prometheus),
                                new ControlPlane.ConsoleAccess(
                                        new OwnCalls(new SecureRandom()),
                                        ConsolePages.none(),
                                        new Quotas(
                                                new AccountLimits(config.quotas().limits()),
                                                directory,
                                                new Seats(100),
                                                prometheus.quotas(),
                                                config.quotas().contact())),
                                PublishTracing.none()));
        outcomes = outcomes(broker);
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

    private static KafkaProducer<byte[], byte[]> outcomes(EmbeddedBroker broker) {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                "lane"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** Another server over the same parts, not started. */
    ApiServer secondServer(ApiSettings settings) {
        return new ApiServer(settings, plane.parts(), ConsolePages.none());
    }

    /** What this instance tells of its lanes. */
    void lanes(List<LaneState> inTrouble) {
        lanes = inTrouble;
    }

    void laneReady(boolean ready) {
        laneReady = ready;
    }

    /** Writes outcomes as a lane does: history, and for dead ones the dead letter, at once. */
    void decide(Delivery delivery, DeliveryStatus status) {
        outcomes.beginTransaction();
        if (status instanceof DeliveryStatus.Dead dead) {
            ProducerRecord<byte[], byte[]> letter =
                    new ProducerRecord<>(
                            topics.deadLetters(),
                            null,
                            DeliveryRecords.key(delivery),
                            delivery.payload().bytes(),
                            DeliveryRecords.headers(delivery));
            letter.headers()
                    .add(
                            DeliveryRecords.REASON_HEADER,
                            dead.reason().wireName().getBytes(StandardCharsets.UTF_8));
            var _ = outcomes.send(letter);
        }
        var _ =
                outcomes.send(
                        new ProducerRecord<>(
                                topics.history(),
                                Partitions.of(delivery.endpoint(), PARTITIONS),
                                HistoryCodec.key(delivery.id()),
                                HistoryCodec.write(
                                        DeliveryHistory.of(
                                                delivery,
                                                status,
                                                delivery.attempts(),
                                                Instant.parse("2024-01-15T10:40:00Z")))));
        outcomes.commitTransaction();
    }

    /**
     * Writes what attempts have shown of an endpoint, as its owner does, and awaits that it is
     * known.
     */
    void health(EndpointId id, EndpointHealth health) {
        AccountId account = directory.find(id).orElseThrow().account();
        outcomes.beginTransaction();
        var _ =
                outcomes.send(
                        new ProducerRecord<>(
                                topics.endpoints(),
                                HealthCodec.key(account, id),
                                HealthCodec.write(health)));
        outcomes.commitTransaction();
        Awaitility.await().until(() -> directory.health(id).isPresent());
    }

    /** Writes an endpoint as an instance does whose key is that of before. */
    void sealWithFormerKey(EndpointId id) {
        Endpoint endpoint = directory.find(id).orElseThrow();
        EndpointCodec codec = new EndpointCodec(TinkSecretCipher.of(formerKeys.toJson()));
        outcomes.beginTransaction();
        var _ =
                outcomes.send(
                        new ProducerRecord<>(
                                topics.endpoints(),
                                EndpointCodec.key(endpoint.account(), id),
                                codec.write(endpoint)));
        outcomes.commitTransaction();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The record that stands there. */
    ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(
                            () -> consumer.poll(Duration.ofMillis(100)).records(partition),
                            records -> !records.isEmpty() && records.getFirst().offset() == offset)
                    .getFirst();
        }
    }

    /** All records of a topic, once there are so many. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
        return read(topic, all -> all.size() >= count);
    }

    /** All records with a key that ends like that, once there are so many of them. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic, String keyEnd, int count) {
        return endingIn(keyEnd, read(topic, all -> endingIn(keyEnd, all).size() >= count));
    }

    private static List<ConsumerRecord<byte[], byte[]>> endingIn(
            String keyEnd, List<ConsumerRecord<byte[], byte[]>> all) {
        return all.stream().filter(record -> endsIn(keyEnd, record)).toList();
    }

    private static boolean endsIn(String keyEnd, ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8).endsWith(keyEnd);
    }

    /** The first record of a topic whose value has this text in it, once there is one. */
    ConsumerRecord<byte[], byte[]> record(String topic, String text) {
        return read(topic, all -> all.stream().anyMatch(record -> has(record, text))).stream()
                .filter(record -> has(record, text))
                .findFirst()
                .orElseThrow();
    }

    private static boolean has(ConsumerRecord<byte[], byte[]> record, String text) {
        return record.value() != null
                && new String(record.value(), StandardCharsets.UTF_8).contains(text);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(
            String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
                        return enough.test(all);
                    });
            return all;
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return send(
                request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                json(body));
    }

    /** Bodies that are no JSON are never accepted. */
    private static Optional<JsonNode> json(String body) {
        try {
            return body.isBlank()
                    ? Optional.empty()
                    : Optional.of(JsonMapper.shared().readTree(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + KEY);
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(plane.port(), path)))
                .timeout(Duration.ofSeconds(30));
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        return send(request, Optional.empty());
    }

    /** Sends a request, and holds its answer to the API's document. */
    private Answer send(HttpRequest request, Optional<JsonNode> requestBody)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
        JsonNode body =
                json
                        ? JsonMapper.shared().readTree(response.body())
                        : JsonMapper.shared().missingNode();
        assertThat(
                        document.check(
                                request.method(),
                                request.uri().getPath(),
                                requestBody,
                                response.statusCode(),
                                response.headers().firstValue("content-type").orElse(""),
                                json ? Optional.of(body) : Optional.empty()))
                .isEmpty();
        return new Answer(response.statusCode(), body, response);
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
        outcomes.close(Duration.ZERO);
        urlCheck.close();
        prometheus.close();
        broker.close();
    }
}
