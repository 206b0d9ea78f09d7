package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.embedded.Receiver;
import dev.hooklane.embedded.ReceiverSettings;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    void aDeadLetterIsListedAndRetriedByHand() throws Exception {
        try (DevProcess _ = DevProcess.start(folder, "--schedule", "0s,1s");
                Receiver failing =
                        Receiver.start(
                                ReceiverSettings.onPort(LoopbackPort.free()).withFailRate(1),
                                _ -> {})) {
            String url = failing.url() + "/hooks";
            CommandRun added = run("endpoints", "add", "--account", "acct_2", "--url", url);
            run("publish", "--account", "acct_2", "--type", "bot.updated");
            await().atMost(SOON).until(() -> run("dead-letters", "list").out().contains("dlv_"));
            String delivery =
                    run("dead-letters", "list")
                            .out()
                            .lines()
                            .skip(1)
                            .map(line -> line.substring(0, line.indexOf(' ')))
                            .findFirst()
                            .orElseThrow();
            CommandRun shown = run("deliveries", "show", delivery);
            JsonNode asJson =
                    JsonMapper.shared()
                            .readTree(
                                    run("deliveries", "list", "--status", "dead", "--json").out());
            CommandRun tested =
                    run("endpoints", "test", asJson.path(0).path("endpoint").asString(""));
            CommandRun accounts = run("accounts", "list");
            CommandRun retried = run("dead-letters", "retry", delivery, "dlv_nonsense");
            await().atMost(SOON).until(() -> failing.requests().size() >= 4);
            int at = added.out().indexOf("ep_");
            String id = added.out().substring(at, at + 19);
            CommandRun rotated = run("endpoints", "rotate-secret", id, "--overlap", "1h");
            CommandRun paused = run("endpoints", "set", "paused", id);
            CommandRun removed = run("endpoints", "remove", id);

            assertThat(shown.out())
                    .contains(delivery, "bot.updated", "dead", "exhausted")
                    .containsPattern("(?m)^2 .*status_5xx +500 ");
            assertThat(asJson.path(0).path("id").asString("")).isEqualTo(delivery);
            assertThat(tested.out()).startsWith("status_5xx 500 in ");
            assertThat(tested.exitCode()).isEqualTo(1);
            assertThat(accounts.out())
                    .containsPattern("(?m)^acct_2 +1 +1 +0 +0$")
                    .contains("acct_dev");
            assertThat(rotated.out()).startsWith("whsec_").hasLineCount(1);
            assertThat(paused.out()).isEqualToIgnoringNewLines(id + " is paused");
            assertThat(added.out()).contains("whsec_");
            assertThat(retried.out()).isEqualToIgnoringNewLines(delivery + ": attempt 3 follows");
            assertThat(retried.err()).startsWith("hooklane: dlv_nonsense: ").hasLineCount(1);
            assertThat(retried.exitCode()).isEqualTo(1);
            assertThat(removed.out()).isEqualToIgnoringNewLines("removed " + id);
        }
    }

    @Test
    void deadLettersAreCountedReplayedAndWatched() throws Exception {
        try (DevProcess _ = DevProcess.start(folder, "--schedule", "0s,1s")) {
            int port = LoopbackPort.free();
            CommandRun added =
                    run(
                            "endpoints",
                            "add",
                            "--account",
                            "acct_2",
                            "--url",
                            "http://127.0.0.1:%d/hooks".formatted(port));
            int at = added.out().indexOf("ep_");
            String id = added.out().substring(at, at + 19);
            run("publish", "--account", "acct_2", "--type", "bot.updated");
            await().atMost(SOON)
                    .until(() -> run("dead-letters", "list").out().contains(id.substring(3)));
            CommandRun counted = run("replays", "start", "--endpoint", id, "--dry-run");
            CommandRun unasked = run("replays", "start", "--endpoint", id);
            try (Receiver mended = Receiver.start(ReceiverSettings.onPort(port), _ -> {})) {
                CommandRun replayed =
                        run("replays", "start", "--endpoint", id, "--yes", "--wait", "--json");
                JsonNode replay = JsonMapper.shared().readTree(replayed.out());
                CommandRun shown = run("replays", "show", replay.path("id").asString(""));
                CommandRun listed = run("replays", "list", "--endpoint", id);
                run("endpoints", "set", "paused", id);
                run("publish", "--account", "acct_2", "--type", "bot.updated");
                await().atMost(SOON)
                        .until(() ->
                                run("replays", "start", "--endpoint", id, "--missed", "--dry-run")
                                        .out()
                                        .startsWith("1 "));
                CommandRun enabled = run("endpoints", "set", "enabled", id);

                assertThat(replay.path("state").asString("")).isEqualTo("done");
                assertThat(replay.path("delivered").asInt()).isEqualTo(1);
                assertThat(mended.requests().size()).isEqualTo(1);
                assertThat(shown.out()).containsPattern("(?m)^delivered +1$");
                assertThat(listed.out()).containsPattern("(?m)^rpl_.* done +100 % +1 +1 +1 +0 ");
                assertThat(enabled.out())
                        .contains("it missed 1 deliveries", "replays start --endpoint " + id);
            }
            assertThat(counted.out()).isEqualToIgnoringNewLines("1 deliveries to " + id);
            assertThat(unasked.exitCode()).isEqualTo(1);
            assertThat(unasked.err()).contains("1 deliveries to " + id, "pass --yes");
        }
    }

    @Test
    void eventTypesAreAddedShownTestedAndArchived() throws Exception {
        Files.writeString(folder.resolve("paid.json"), "{\"amount\":1990}");
        Files.writeString(folder.resolve("schema.json"), "{\"required\":[\"amount\"]}");
        try (DevProcess dev = DevProcess.start(folder)) {
            CommandRun incomplete = run("event-types", "set", "order.paid", "--description", "x");
            CommandRun added =
                    run(
                            "event-types",
                            "set",
                            "order.paid",
                            "--description",
                            "An order was paid.",
                            "--example",
                            "paid.json",
                            "--schema",
                            "schema.json");
            CommandRun changed = run("event-types", "set", "order.paid", "--no-schema", "--json");
            CommandRun tested =
                    run("endpoints", "test", dev.told("endpoint"), "--type", "order.paid");
            CommandRun archived = run("event-types", "archive", "order.paid");
            CommandRun listed = run("event-types", "list");
            CommandRun inUse = run("event-types", "list", "--in-use", "--json");
            CommandRun restored = run("event-types", "restore", "order.paid");
            CommandRun shown = run("event-types", "show", "order.paid");

            assertThat(incomplete.err()).startsWith("hooklane: example is missing");
            assertThat(added.out())
                    .contains(
                            "example   {\"amount\":1990}", "schema    {\"required\":[\"amount\"]}");
            JsonNode asJson = JsonMapper.shared().readTree(changed.out());
            assertThat(asJson.path("schema").isNull()).isTrue();
            assertThat(asJson.path("description").asString()).isEqualTo("An order was paid.");
            assertThat(tested.out()).as(tested.err()).startsWith("success 200 in ");
            assertThat(archived.out()).isEqualToIgnoringNewLines("order.paid is archived");
            assertThat(listed.out())
                    .containsPattern("(?m)^order.paid +archived +no +An order was paid.$")
                    .containsPattern("(?m)^message.created +in use +no +A new message");
            assertThat(inUse.out()).contains("message.created").doesNotContain("order.paid");
            assertThat(restored.out()).isEqualToIgnoringNewLines("order.paid is in use");
            assertThat(shown.out()).contains("state     in use");
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
        CommandRun run = run("train", "--broker-jar", classPathJar().toString());

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
