package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.Main;
import dev.hooklane.embedded.JavaProcess;
import dev.hooklane.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The program itself, {@code hooklane run}, in a JVM of its own, to be killed. */
final class DispatcherProcess implements AutoCloseable {
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(60);

    private final Process process;

    private DispatcherProcess(Process process) {
        this.process = process;
    }

    /** Starts an instance and returns when it says that it is ready. */
    static DispatcherProcess start(RoadSettings settings) {
        return start(settings, "512m");
    }

    /** The same with another heap. */
    static DispatcherProcess start(RoadSettings settings, String heap) {
        int apiPort = LoopbackPort.free();
        DispatcherProcess started = start(settings, apiPort, heap);
        try {
            started.awaitReady(URI.create("http://127.0.0.1:%d/health/ready".formatted(apiPort)));
        } catch (Throwable e) {
            started.close();
            throw e;
        }
        return started;
    }

    /** Starts an instance with a heap that is too small, and returns its exit code. */
    static int starve(RoadSettings settings, String heap) throws InterruptedException {
        try (DispatcherProcess starved = start(settings, LoopbackPort.free(), heap)) {
            assertThat(starved.process.waitFor(ENDED_WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
            return starved.process.exitValue();
        }
    }

    private static DispatcherProcess start(RoadSettings settings, int apiPort, String heap) {
        try {
            Path file = Files.createTempFile("hooklane-road", ".yaml");
            file.toFile().deleteOnExit();
            ProcessBuilder builder =
                    JavaProcess.program(
                                    Main.class,
                                    List.of(
                                            "-Xmx" + heap,
                                            "-XX:TieredStopAtLevel=1",
                                            "-XX:+UseSerialGC",
                                            "-XX:+ExitOnOutOfMemoryError"),
                                    List.of("run", "--config", file.toString()))
                            .inheritIO();
            builder.environment()
                    .putAll(settings.with("api.port", Integer.toString(apiPort)).environment());
            return new DispatcherProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(URI health) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest question = HttpRequest.newBuilder(health).build();
            Awaitility.await("the process is ready")
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("the process ended", () -> !process.isAlive())
                    .untilAsserted(() ->
                            assertThat(
                                            client.send(question, BodyHandlers.discarding())
                                                    .statusCode())
                                    .isEqualTo(200));
        }
    }

    /** Reports whether it has not ended by itself. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Does what {@code kill -9} does, and returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Does what {@code kill -STOP} and {@code -CONT} do. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .inheritIO()
                        .start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
