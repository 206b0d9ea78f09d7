package dev.hooklane.bench.installation;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A complete Hooklane in this JVM, started as by {@code hooklane run}, on a broker in this JVM,
 * with endpoints and a publisher. All its data is in a temporary folder that is deleted with it.
 */
public final class Hooklane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final HooklaneConfig config;
    private final KafkaClients clients;
    private final EventPublisher publisher;
    private int apiPort;

    private Hooklane(Map<String, String> settings, Stream<Endpoint> endpoints) {
        try {
            TemporaryFolder folder = started(TemporaryFolder.make());
            EmbeddedBroker broker = started(EmbeddedBroker.start(folder.resolve("broker"), 0));
            String servers = broker.bootstrapServers();
            config = ConfigReader.read("", Map.of(), settings(servers, folder, settings));
            clients = new KafkaClients(config);
            makeTopics();
            EndpointTopic.write(config, topics(), endpoints);
            publisher =
                    started(
                            EventPublisher.builder()
                                    .bootstrapServers(servers)
                                    .moreTypes(config.eventTypes().all())
                                    .build());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    /**
     * Starts it and returns when it delivers.
     *
     * @param settings that differ from the defaults, by key
     */
    public static Hooklane start(Map<String, String> settings, List<Endpoint> endpoints)
            throws InterruptedException {
        Hooklane hooklane = prepare(settings, endpoints.stream());
        hooklane.startDispatcher();
        return hooklane;
    }

    /**
     * Prepares the broker with topics and endpoints, and the publisher; nothing is delivered yet.
     */
    public static Hooklane prepare(Map<String, String> settings, Stream<Endpoint> endpoints) {
        return new Hooklane(settings, endpoints);
    }

    /**
     * Starts the dispatcher and returns when it is ready.
     *
     * @return how long that took
     */
    public Duration startDispatcher() throws InterruptedException {
        long start = System.nanoTime();
        try {
            Dispatcher dispatcher = started(Dispatcher.start(config));
            apiPort = dispatcher.apiPort();
            awaitReady(dispatcher);
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Map<String, String> settings(
            String bootstrapServers, TemporaryFolder folder, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("instance", "bench");
        settings.put("state-dir", folder.resolve("state").toString());
        settings.put("topics.partitions", "8");
        settings.put("topics.replication-factor", "1");
        settings.put("topics.min-insync-replicas", "1");
        // What is measured is the road, not what an account may use of it.
        settings.put("quotas.events-per-second", "10000000");
        settings.put("quotas.event-bytes-per-second", "1024GiB");
        settings.put("fan-out.account-deliveries-per-second", "0");
        settings.put("quotas.endpoints", "1000000");
        settings.put("quotas.deliveries-per-event", "1000000");
        settings.put("endpoints.allow-http", "true");
        settings.put("endpoints.allowed-networks", "127.0.0.0/8");
        settings.put("log.attempts", "false");
        settings.put("api.host", "127.0.0.1");
        settings.put("api.port", "0");
        settings.put("api.key", "benchmark-key-for-this-run-only");
        settings.put("secrets.key", SecretKeys.generate().toJson());
        settings.putAll(more);
        return settings;
    }

    /** Returns the port of the API, once it is started. */
    public int apiPort() {
        return apiPort;
    }

    public EventPublisher publisher() {
        return publisher;
    }

    public Topics topics() {
        return config.topicNames();
    }

    public KafkaClients clients() {
        return clients;
    }

    public HooklaneConfig config() {
        return config;
    }

    private void makeTopics() {
        try (Admin admin = clients.admin()) {
            var _ = new TopicsAdmin(admin, config.topicNames(), config.topics(), PATIENCE).apply();
        }
    }

    private static void awaitReady(Dispatcher dispatcher) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!dispatcher.isReady()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException("Hooklane is not ready after " + PATIENCE);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the benchmark did not stop", e);
            }
        }
        parts.clear();
    }
}
