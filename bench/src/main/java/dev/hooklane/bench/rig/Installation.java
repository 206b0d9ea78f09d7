package dev.hooklane.bench.rig;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.secret.SecretKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings that all instances share, and a folder with the files of each. The start script runs
 * its commands.
 */
public final class Installation {
    /** The operator's key. */
    public static final String KEY = "benchmark-key-for-this-run-only";

    /** Names the start script; {@code hooklane bench} sets it. */
    private static final String SCRIPT = "hooklane.script";

    private final Path folder;
    private final Map<String, String> shared = new TreeMap<>();

    /**
     * @param folder for configuration, state and logs
     * @param more settings that differ from the defaults, by key
     */
    public Installation(Path folder, String bootstrapServers, Map<String, String> more) {
        this.folder = folder;
        shared.put("kafka.bootstrap.servers", bootstrapServers);
        shared.put("topics.partitions", "8");
        shared.put("topics.replication-factor", "1");
        shared.put("topics.min-insync-replicas", "1");
        shared.put("secrets.key", SecretKeys.generate().toJson());
        shared.put("api.host", "127.0.0.1");
        shared.put("api.key", KEY);
        shared.put("endpoints.allow-http", "true");
        shared.put("endpoints.allowed-networks", "127.0.0.0/8");
        shared.put("log.attempts", "false");
        shared.putAll(more);
    }

    /** Makes the topics. */
    public void makeTopics() throws InterruptedException {
        Path log = folder.resolve("topics.log");
        if (command(config(0, freePort()), log, "topics", "apply").waitFor() != 0) {
            throw failed("hooklane topics apply", log);
        }
    }

    /**
     * Starts an instance, which is ready some time later.
     *
     * @param number of the instance, from 0
     */
    public Instance start(int number) {
        int port = freePort();
        Path log = folder.resolve("instance-%d.log".formatted(number));
        return new Instance(port, log, command(config(number, port), log, "run"));
    }

    /** Returns the settings as an instance reads them. */
    HooklaneConfig settings() {
        return ConfigReader.read("", Map.of(), settings(0, freePort()));
    }

    private Map<String, String> settings(int number, int port) {
        Map<String, String> settings = new TreeMap<>(shared);
        settings.put("instance", "bench-" + number);
        settings.put("state-dir", folder.resolve("state-" + number).toString());
        settings.put("api.port", Integer.toString(port));
        settings.put("api.advertised", "127.0.0.1:" + port);
        return settings;
    }

    private Path config(int number, int port) {
        Path file = folder.resolve("hooklane-%d.yaml".formatted(number));
        String text =
                settings(number, port).entrySet().stream()
                        .map(each ->
                                "%s: '%s'\n"
                                        .formatted(
                                                each.getKey(), each.getValue().replace("'", "''")))
                        .collect(Collectors.joining());
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process command(Path config, Path log, String... command) {
        String script = System.getProperty(SCRIPT);
        if (script == null) {
            throw new BenchmarkFailedException(
                    "knows no start script: run it by ./hooklane bench, without --against");
        }
        List<String> all = new ArrayList<>(List.of(script));
        all.addAll(List.of(command));
        all.addAll(List.of("--config", config.toString()));
        try {
            return new ProcessBuilder(all)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the failure of a command, with the last line of its log. */
    static BenchmarkFailedException failed(String what, Path log) {
        return new BenchmarkFailedException("%s failed: %s".formatted(what, lastLine(log)));
    }

    /** Returns the failure of a command that should still run, with the last line of its log. */
    static BenchmarkFailedException ended(String what, int exitStatus, Path log) {
        return new BenchmarkFailedException(
                "%s ended with exit status %d: %s".formatted(what, exitStatus, lastLine(log)));
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "" : lines.getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
