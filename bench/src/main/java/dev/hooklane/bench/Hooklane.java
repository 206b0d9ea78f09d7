package dev.hooklane.bench;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.dispatcher.KafkaClients;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.secret.TinkSecretCipher;
import dev.hooklane.topology.Topics;
import dev.hooklane.topology.TopicsAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A whole Hooklane in this JVM, as {@code hooklane run} starts it, on a broker in this JVM, with
 * endpoints and a publisher. All it keeps is in a temporary folder that goes with it.
 */
final class Hooklane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Path folder;
    private final HooklaneConfig config;
    private final KafkaClients clients;
    private final Dispatcher dispatcher;
    private final EventPublisher publisher;

    private Hooklane(Map<String, String> settings, List<Endpoint> endpoints) {
        folder = temporaryFolder();
        parts.push(() -> delete(folder));
        try {
            EmbeddedBroker broker = started(EmbeddedBroker.start(folder.resolve("broker"), 0));
            String servers = broker.bootstrapServers();
            config = ConfigReader.read("", Map.of(), settings(servers, folder, settings));
            clients = new KafkaClients(config);
            makeTopics();
            write(endpoints);
            dispatcher = started(Dispatcher.start(config));
            publisher = started(EventPublisher.builder().bootstrapServers(servers).build());
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
    static Hooklane start(Map<String, String> settings, List<Endpoint> endpoints)
            throws InterruptedException {
        Hooklane hooklane = new Hooklane(settings, endpoints);
        hooklane.awaitReady();
        return hooklane;
    }

    private static Map<String, String> settings(
            String bootstrapServers, Path folder, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("instance", "bench");
        settings.put("state-dir", folder.resolve("state").toString());
        settings.put("topics.partitions", "8");
        settings.put("topics.replication-factor", "1");
        settings.put("topics.min-insync-replicas", "1");
        settings.put("endpoints.allow-http", "true");
        settings.put("endpoints.allowed-networks", "127.0.0.0/8");
        settings.put("log.attempts", "false");
        settings.put("api.host", "127.0.0.1");
        settings.put("api.port", "0");
        settings.put("api.key", "benchmark-key-for-this-run-only");
        settings.put("secrets.key", TinkSecretCipher.generateKeyset());
        settings.putAll(more);
        return settings;
    }

    EventPublisher publisher() {
        return publisher;
    }

    Topics topics() {
        return Dispatcher.topics(config);
    }

    KafkaClients clients() {
        return clients;
    }

    HooklaneConfig config() {
        return config;
    }

    private void makeTopics() {
        try (Admin admin = clients.admin()) {
            var _ =
                    new TopicsAdmin(admin, Dispatcher.topics(config), config.topics(), PATIENCE)
                            .apply();
        }
    }

    private void write(List<Endpoint> endpoints) {
        EndpointCodec codec = new EndpointCodec(TinkSecretCipher.of(config.secrets().keyset()));
        List<Future<RecordMetadata>> written = new ArrayList<>();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        config.kafka().producerProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (Endpoint endpoint : endpoints) {
                written.add(
                        producer.send(
                                new ProducerRecord<>(
                                        topics().endpoints(),
                                        EndpointCodec.key(endpoint.account(), endpoint.id()),
                                        codec.write(endpoint))));
            }
        }
        for (Future<RecordMetadata> write : written) {
            if (write.state() != Future.State.SUCCESS) {
                throw new BenchmarkFailedException("an endpoint was not written: " + write);
            }
        }
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!dispatcher.isReady()) {
            if (System.nanoTime() > deadline) {
                close();
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

    /** A new folder, which goes also when the run is interrupted. */
    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("hooklane-bench");
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> deleteIfLeft(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteIfLeft(Path folder) {
        try {
            if (Files.exists(folder)) {
                delete(folder);
            }
        } catch (IOException e) {
            System.err.println("bench: folder " + folder + " is left behind: " + e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
