package dev.hooklane.road;

import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.embedded.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus with the configuration and the rules of {@code deploy/prometheus}, but faster:
 * it scrapes and evaluates every second, and no alert waits for its {@code for}. One thread may use
 * it.
 */
final class PrometheusServer implements AutoCloseable {
    private static final Path DEPLOY = Path.of("..", "deploy", "prometheus");

    private final TemporaryDirectory folder = TemporaryDirectory.make();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final Process process;

    /** Where it is on this machine, if it is. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(each -> Path.of(each, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it on the metrics of the instance whose API is on that port. */
    PrometheusServer(Path program, int port) {
        try {
            Path rules = Files.createDirectories(folder.path().resolve("rules"));
            try (Stream<Path> files = Files.list(DEPLOY.resolve("rules"))) {
                for (Path file : files.toList()) {
                    Files.writeString(
                            rules.resolve(file.getFileName()),
                            replaced(
                                    replaced(Files.readString(file), "for: \\w+", "for: 0s"),
                                    "interval: 30s",
                                    "interval: 1s"));
                }
            }
            Path config = folder.path().resolve("prometheus.yml");
            String text = Files.readString(DEPLOY.resolve("prometheus.yml"));
            text = replaced(text, "_interval: 15s", "_interval: 1s");
            text = replaced(text, "/etc/prometheus/rules", rules.toString());
            text = replaced(text, "hooklane:8080", "127.0.0.1:" + port);
            Files.writeString(config, text);
            int own = LoopbackPort.free();
            base = URI.create("http://127.0.0.1:" + own);
            process =
                    new ProcessBuilder(
                                    program.toString(),
                                    "--config.file=" + config,
                                    "--storage.tsdb.path=" + folder.path().resolve("data"),
                                    "--web.listen-address=127.0.0.1:" + own)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.path().resolve("log").toFile())
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String text, String pattern, String replacement) {
        String changed = text.replaceAll(pattern, replacement);
        if (changed.equals(text)) {
            throw new AssertionError("there is no '%s' to be replaced".formatted(pattern));
        }
        return changed;
    }

    /** Whether it answers. */
    boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("prometheus has ended: " + log());
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What an expression gives now: its series. Fails if it is none. */
    JsonNode query(String expression) {
        HttpResponse<String> answer =
                get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new AssertionError(expression + ": " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).path("data").path("result");
    }

    /** The alerts that fire or are about to. */
    JsonNode alerts() {
        return JsonMapper.shared()
                .readTree(get("/api/v1/alerts").body())
                .path("data")
                .path("alerts");
    }

    /** The rules, with how each went. */
    JsonNode rules() {
        return JsonMapper.shared().readTree(get("/api/v1/rules").body()).path("data");
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.path().resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        client.close();
        folder.close();
    }
}
