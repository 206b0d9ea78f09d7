package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hooklane.embedded.LoopbackPort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does with {@code hooklane dev}, and what the machine may do to it. */
final class DevIT {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    @TempDir private Path folder = Path.of("");

    @Test
    void anEventReachesTheReceiverAndAStopIsOrderly() throws Exception {
        try (DevProcess dev = DevProcess.start(folder)) {
            CommandRun published =
                    run("publish", "--type", "message.created", "--data", "{\"text\":\"hello\"}");
            await().atMost(SOON).until(() -> dev.delivered().size() == 1);
            CommandRun listed = run("endpoints", "list", "--account", "acct_dev");
            int exitCode = dev.stop(STOP_LIMIT);

            assertThat(published.exitCode()).as(published.err()).isZero();
            assertThat(published.out()).matches("evt_\\S+ \\d@\\d+\\R");
            assertThat(dev.printed())
                    .contains("✓ body HMAC", "✓ Standard Webhooks", "DEVELOPMENT ADDRESS RULES")
                    .contains("stopped; ");
            assertThat(listed.out()).contains(dev.told("endpoint"));
            assertThat(exitCode).isZero();
        }
    }

    @Test
    void afterAKillTheNextStartGoesOnWithNothingLost() throws Exception {
        int count = 200;
        String lines =
                IntStream.range(0, count)
                        .mapToObj("{\"type\":\"message.created\",\"data\":{\"n\":%d}}"::formatted)
                        .collect(Collectors.joining("\n"));
        try (DevProcess dev = DevProcess.start(folder)) {
            String endpoint = dev.told("endpoint");
            CommandRun published = CommandRun.in(folder, Map.of(), lines, "publish");
            dev.killAndStartAgain();
            await().atMost(SOON).until(() -> dev.delivered().size() == count);

            assertThat(published.out()).as(published.err()).hasLineCount(count);
            assertThat(dev.told("endpoint")).isEqualTo(endpoint);
            assertThat(dev.printed()).doesNotContain("✗");
        }
    }

    @Test
    void aTakenPortIsNamedWithItsFlag() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            CommandRun run =
                    run(
                            "dev",
                            "--port",
                            Integer.toString(LoopbackPort.free()),
                            "--kafka-port",
                            port,
                            "--receiver-port",
                            Integer.toString(LoopbackPort.free()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualToIgnoringNewLines(
                            "hooklane: port %s is taken by another process: choose one with --kafka-port"
                                    .formatted(port));
        }
    }

    @Test
    void trainingGoesTheWholeRoadAndLeavesNothingBehind() {
        CommandRun run = run("train");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("evt_", "acct_dev");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void trainingTakesItsKafkaFromAnotherJar() throws IOException {
        CommandRun run = run("train", "--load", "1", "--broker-jar", classPathJar().toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("evt_", "acct_dev");
    }

    /** A jar that is nothing but this JVM's class path. */
    private Path classPathJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Main-Class", Main.class.getName());
        manifest.getMainAttributes()
                .putValue(
                        "Class-Path",
                        Stream.of(
                                        System.getProperty("java.class.path")
                                                .split(File.pathSeparator, -1))
                                .map(each -> Path.of(each).toAbsolutePath().toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = folder.resolve("broker.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(folder, Map.of(), "", arguments);
    }
}
