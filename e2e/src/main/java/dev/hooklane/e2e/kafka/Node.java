package dev.hooklane.e2e.kafka;

import dev.hooklane.e2e.process.Child;
import dev.hooklane.e2e.process.Java;
import dev.hooklane.e2e.process.SmallDisk;
import dev.hooklane.e2e.process.Surroundings;
import dev.hooklane.e2e.process.Watchdog;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** One JVM of the cluster, which can be restarted on its disk. For one thread at a time. */
public final class Node {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

    private static final String LOGGING =
            "-Dlogback.configurationFile=dev/hooklane/e2e/broker-logback.xml";

    private final String name;
    private final List<String> command;
    private final Path disk;
    private final Path log;
    private final Watchdog watchdog;
    private Optional<Child> child = Optional.empty();

    /**
     * Creates a node without starting it.
     *
     * @param folder for its settings and its log
     */
    Node(String name, Properties settings, String heap, Java java, Path folder, Watchdog watchdog)
            throws IOException {
        this.name = name;
        this.watchdog = watchdog;
        Path file = folder.resolve(name + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        disk = Path.of(settings.getProperty("log.dirs"));
        log = folder.resolve(name + ".log");
        command =
                java.main(
                        BrokerMain.class,
                        List.of("-Xmx" + heap, "-Xss512k", LOGGING),
                        List.of(file.toString()));
    }

    public String name() {
        return name;
    }

    public void start() throws IOException {
        start(Surroundings.NONE);
    }

    /** Starts it in these surroundings; their JVM options are ignored. */
    public void start(Surroundings surroundings) throws IOException {
        child =
                Optional.of(
                        Child.start(
                                watchdog,
                                surroundings.around(command),
                                surroundings.environment(),
                                log));
    }

    public boolean isAlive() {
        return child.filter(Child::isAlive).isPresent();
    }

    public void kill() throws InterruptedException {
        running().kill();
    }

    /** Stops it as {@code kafka-server-stop} does; its leaders move first. */
    public void stop() throws InterruptedException {
        var _ = running().stop(STOPPED_WITHIN);
    }

    public void freeze() throws IOException, InterruptedException {
        running().freeze();
    }

    public void thaw() throws IOException, InterruptedException {
        running().thaw();
    }

    /** Puts a small disk under it. It must not be running. */
    public SmallDisk smallDisk(long room) throws IOException, InterruptedException {
        return SmallDisk.over(disk, room, watchdog);
    }

    private Child running() {
        return child.orElseThrow(() -> new IllegalStateException(name + " was never started"));
    }

    void end() throws InterruptedException {
        if (isAlive()) {
            kill();
        }
    }
}
