package dev.hooklane.e2e.installation;

import dev.hooklane.e2e.process.Child;
import dev.hooklane.e2e.process.Java;
import dev.hooklane.e2e.process.Ports;
import dev.hooklane.e2e.process.Surroundings;
import dev.hooklane.e2e.process.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three instances of the shipped jar with common settings. */
public final class Instances {
    public static final int COUNT = 3;

    /** Short enough for the rig to see its end. */
    public static final List<Duration> SCHEDULE =
            List.of(
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4));

    public static final String PREFIX = "hooklane.";
    public static final int PARTITIONS = 6;
    private static final List<String> JVM_OPTIONS = List.of("-Xmx300m", "-Xss512k");
    private static final Duration COMMAND_WITHIN = Duration.ofMinutes(2);

    /** Longer than a run of the rig. */
    private static final Duration UPGRADED_WITHIN = Duration.ofHours(24);

    private final List<Instance> all = new ArrayList<>();
    private final Java java;
    private final Path folder;
    private final Watchdog watchdog;
    private final Settings common;
    private final Instant unmarkedUntil = Instant.now().plus(UPGRADED_WITHIN);

    private Instances(
            Java java,
            Ports ports,
            Path folder,
            Map<String, String> more,
            Watchdog watchdog,
            String servers)
            throws IOException, InterruptedException {
        this.java = java;
        this.folder = folder;
        this.watchdog = watchdog;
        Files.createDirectories(folder);
        for (int i = 1; i <= COUNT; i++) {
            all.add(new Instance("h" + i, folder, ports.free(), watchdog));
        }
        Map<String, String> settings = settings(servers, newSecretsKey());
        settings.putAll(more);
        common = new Settings(settings);
    }

    /**
     * Creates the topics, starts all instances, and returns when they are ready.
     *
     * @param more settings in addition to those of the rig
     */
    public static Instances start(
            Java java,
            Ports ports,
            Path folder,
            Map<String, String> more,
            Watchdog watchdog,
            String servers)
            throws IOException, InterruptedException {
        Instances instances = new Instances(java, ports, folder, more, watchdog, servers);
        boolean started = false;
        try {
            instances.applyTopics(instances.common);
            for (Instance instance : instances.all) {
                instances.start(instance);
            }
            for (Instance instance : instances.all) {
                instance.awaitReady();
            }
            started = true;
            return instances;
        } finally {
            if (!started) {
                instances.close();
            }
        }
    }

    private static Map<String, String> settings(String servers, String secretsKey) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", servers);
        settings.put("topics.prefix", PREFIX);
        settings.put("topics.partitions", Integer.toString(PARTITIONS));
        settings.put("topics.replication-factor", "3");
        settings.put("topics.min-insync-replicas", "2");
        settings.put(
                "retry.schedule",
                SCHEDULE.stream()
                        .map(wait -> wait.toSeconds() + "s")
                        .collect(Collectors.joining(",")));
        // Long enough for two cores on which seven JVMs start; otherwise the rig's own delays would
        // fail attempts.
        settings.put("delivery.timeout", "8s");
        settings.put("delivery.connect-timeout", "3s");
        settings.put("endpoints.allow-http", "true");
        settings.put("endpoints.allowed-networks", "127.0.0.0/8");
        settings.put("secrets.key", secretsKey);
        settings.put("api.key", Api.KEY);
        settings.put("api.host", Ports.HOST);
        return settings;
    }

    public List<Instance> all() {
        return List.copyOf(all);
    }

    /** Returns the common settings. */
    public Settings common() {
        return common;
    }

    /** Returns a new key, in the same format as the one in the settings. */
    public String newSecretsKey() throws IOException, InterruptedException {
        return command("secrets", new Settings(Map.of()), List.of("secrets", "new-key")).strip();
    }

    public void applyTopics(Settings settings) throws IOException, InterruptedException {
        Path config = folder.resolve("topics.yaml");
        Files.writeString(config, "");
        var _ =
                command(
                        "topics",
                        settings,
                        List.of("topics", "apply", "--config", config.toString()));
    }

    /** Stops each running instance, one after the other. */
    public void stopAll() throws InterruptedException {
        for (Instance instance : all) {
            if (instance.isRunning()) {
                var _ = instance.stop();
            }
        }
    }

    public void start(Instance instance) throws IOException {
        start(instance, common);
    }

    public void start(Instance instance, Settings settings) throws IOException {
        start(instance, settings, Surroundings.NONE);
    }

    /** Starts it with other settings and in other surroundings. */
    public void start(Instance instance, Settings settings, Surroundings surroundings)
            throws IOException {
        instance.start(java, unknownToPrevious(settings), withUsualOptions(surroundings));
    }

    /** Adds settings that the other release may not know and would refuse. */
    private Settings unknownToPrevious(Settings settings) {
        // One account publishes everything, as fast as the installation takes it.
        Settings unlimited = settings.with("quotas.events-per-second", "1000000");
        // As an upgrade asks for it: endpoints are written in the form that the other release
        // reads,
        // and its own events need no mark until the upgrade is over.
        return hasPrevious()
                ? unlimited
                        .with("secrets.seal", "secrets")
                        .with("secrets.own-events-unmarked-until", unmarkedUntil.toString())
                : unlimited;
    }

    private static Surroundings withUsualOptions(Surroundings surroundings) {
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        options.addAll(surroundings.jvmOptions());
        return new Surroundings(surroundings.prefix(), surroundings.environment(), options);
    }

    /** Reports whether the rig was given the jar of another release. */
    public boolean hasPrevious() {
        return java.previous().isPresent();
    }

    /** Starts it with the jar of the other release. */
    public void startPrevious(Instance instance) throws IOException {
        instance.start(
                java.withPrevious().orElseThrow(), common, withUsualOptions(Surroundings.NONE));
    }

    /** Runs another command of the jar to its end, and returns what it printed. */
    private String command(String name, Settings settings, List<String> arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, name + "-", ".out");
        Child child =
                Child.start(
                        watchdog,
                        java.hooklane(List.of(), arguments),
                        settings.environment(),
                        output);
        int status = child.await(COMMAND_WITHIN);
        String printed = Files.readString(output);
        Files.delete(output);
        if (status != 0) {
            throw new IOException(
                    "hooklane %s ended with %d: %s"
                            .formatted(String.join(" ", arguments), status, printed));
        }
        return printed;
    }

    /** Kills all running instances. */
    public void close() throws InterruptedException {
        for (Instance instance : all) {
            instance.end();
        }
    }
}
