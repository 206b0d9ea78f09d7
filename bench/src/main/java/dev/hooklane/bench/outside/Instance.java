package dev.hooklane.bench.outside;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.secret.SecretKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An instance that runs as its users start it, {@code hooklane run}. For one thread. */
final class Instance implements AutoCloseable {
    /** The operator's key. */
    static final String KEY = "benchmark-key-for-this-run-only";

    /** Names the start script; {@code hooklane bench} sets it. */
    private static final String SCRIPT = "hooklane.script";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    private Instance(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Makes the topics, starts the instance, and returns when it is ready.
     *
     * @param folder for its configuration, state and log
     * @param more settings that differ from the defaults, by key
     */
    static Instance start(Path folder, String bootstrapServers, Map<String, String> more)
            throws InterruptedException {
        int port = freePort();
        Path config = folder.resolve("hooklane.yaml");
        Path log = folder.resolve("hooklane.log");
        try {
            Files.writeString(config, config(folder, bootstrapServers, port, more));
            Process topics = hooklane(config, log, "topics", "apply");
            if (topics.waitFor() != 0) {
                throw failed("hooklane topics apply", log);
            }
            Instance instance = new Instance(port, hooklane(config, log, "run"));
            try {
                instance.awaitReady(log);
            } catch (RuntimeException e) {
                instance.close();
                throw e;
            }
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String config(
            Path folder, String bootstrapServers, int port, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("topics.partitions", "8");
        settings.put("topics.replication-factor", "1");
        settings.put("topics.min-insync-replicas", "1");
        settings.put("secrets.key", SecretKeys.generate().toJson());
        settings.put("state-dir", folder.resolve("state").toString());
        settings.put("api.host", "127.0.0.1");
        settings.put("api.port", Integer.toString(port));
        settings.put("api.key", KEY);
        settings.put("endpoints.allow-http", "true");
        settings.put("endpoints.allowed-networks", "127.0.0.0/8");
        settings.put("log.attempts", "false");
        settings.putAll(more);
        return settings.entrySet().stream()
                .map(each ->
                        "%s: '%s'\n".formatted(each.getKey(), each.getValue().replace("'", "''")))
                .collect(Collectors.joining());
    }

    private static Process hooklane(Path config, Path log, String... command) throws IOException {
        String script = System.getProperty(SCRIPT);
        if (script == null) {
            throw new BenchmarkFailedException(
                    "outside knows no start script: run ./hooklane bench outside, without"
                            + " --against");
        }
        List<String> all = new ArrayList<>(List.of(script));
        all.addAll(List.of(command));
        all.addAll(List.of("--config", config.toString()));
        return new ProcessBuilder(all)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true)
                .start();
    }

    private static BenchmarkFailedException failed(String what, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return new BenchmarkFailedException(
                "%s failed: %s".formatted(what, lines.isEmpty() ? "" : lines.getLast()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw failed("hooklane run", log);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send(request("/health/ready").GET()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Adds an endpoint for all events of the account. */
    void addEndpoint(String account, URI url) throws InterruptedException {
        String body =
                "{\"account\":\"%s\",\"url\":\"%s\",\"eventTypes\":[\"*\"]}"
                        .formatted(account, url);
        try {
            HttpResponse<String> answer =
                    send(
                            request("/v1/endpoints")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            if (answer.statusCode() != 201) {
                throw new BenchmarkFailedException("no endpoint was made: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + KEY);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return port;
    }

    /** Returns the CPU time that its process has used. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
