package dev.hooklane.bench.rig;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An instance that runs as its users start it, {@code hooklane run}. For one thread. */
public final class Instance implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Path log;
    private final Process process;

    /** The process must not outlive a benchmark that is interrupted. */
    private final Thread atExit;

    Instance(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
        this.atExit = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Returns when it is ready; ends it if that does not happen. */
    public Instance awaitReady() throws InterruptedException {
        boolean ready = false;
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isReady()) {
                requireRunning();
                if (System.nanoTime() > deadline) {
                    throw Installation.failed("hooklane run", log);
                }
                Thread.sleep(LOOK_EVERY);
            }
            ready = true;
            return this;
        } finally {
            if (!ready) {
                close();
            }
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
    public void addEndpoint(String account, URI url) throws InterruptedException {
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
                .header("Authorization", "Bearer " + Installation.KEY);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Starts a publisher that uses its API. */
    public LineProcess publisher() {
        return LineProcess.publisher("http", Integer.toString(port), Installation.KEY);
    }

    /** Returns the CPU time that its process has used. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long pid() {
        return process.pid();
    }

    void requireRunning() {
        if (!process.isAlive()) {
            throw Installation.ended("hooklane run", process.exitValue(), log);
        }
    }

    /** Asks it to stop. */
    void stop() {
        process.destroy();
    }

    @Override
    public void close() {
        http.close();
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and its hook stops the process too.
        }
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
