package dev.hooklane.road;

import static org.awaitility.Awaitility.await;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.dispatcher.Dispatcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An instance of Hooklane in a JVM of its own, to be killed. */
final class DispatcherProcess implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private DispatcherProcess(Process process) {
        this.process = process;
    }

    /** Is what the child runs: starts an instance, says when it is ready, and runs till killed. */
    static void main(String[] arguments) throws InterruptedException {
        Dispatcher dispatcher = Dispatcher.start(ConfigReader.read("", System.getenv(), Map.of()));
        await().atMost(Duration.ofSeconds(30)).until(dispatcher::isReady);
        System.out.println(READY);
        Thread.currentThread().join();
    }

    static DispatcherProcess start(RoadSettings settings) {
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx512m",
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        DispatcherProcess.class.getName()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings.environment());
        try {
            Process process = builder.start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(READY)) {
                    return new DispatcherProcess(process);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the dispatcher's process ended before it was ready");
    }

    /** Does what {@code kill -9} does, and returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
