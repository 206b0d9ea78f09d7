package dev.hooklane.e2e.installation;

import dev.hooklane.e2e.process.Child;
import dev.hooklane.e2e.process.Folders;
import dev.hooklane.e2e.process.Java;
import dev.hooklane.e2e.process.Patience;
import dev.hooklane.e2e.process.Ports;
import dev.hooklane.e2e.process.SmallDisk;
import dev.hooklane.e2e.process.Surroundings;
import dev.hooklane.e2e.process.Watchdog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code hooklane run} of the shipped jar, which can be restarted under its name. One thread at
 * a time may start and end it; any may query it.
 */
public final class Instance {

    /**
     * With a wrong clock, a JVM starts several times as slowly, as every reading of the clock goes
     * through libfaketime.
     */
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final String name;
    private final Path folder;
    private final int port;
    private final Api api;
    private final Watchdog watchdog;
    private volatile Optional<Child> child = Optional.empty();

    Instance(String name, Path folder, int port, Watchdog watchdog) {
        this.name = name;
        this.folder = folder;
        this.port = port;
        this.watchdog = watchdog;
        api = new Api(URI.create("http://%s:%d".formatted(Ports.HOST, port)));
    }

    public String name() {
        return name;
    }

    public Api api() {
        return api;
    }

    public Path stateDir() {
        return folder.resolve(name + "-state");
    }

    public Path log() {
        return folder.resolve(name + ".log");
    }

    /** Starts it without waiting until it is ready. */
    public void start(Java java, Settings settings, Surroundings surroundings) throws IOException {
        Path config = folder.resolve("empty.yaml");
        if (!Files.exists(config)) {
            Files.createFile(config);
        }
        Map<String, String> environment =
                new HashMap<>(
                        settings.with("instance", name)
                                .with("state-dir", stateDir().toString())
                                .with("api.port", Integer.toString(port))
                                .with("api.advertised", Ports.HOST + ":" + port)
                                .environment());
        environment.putAll(surroundings.environment());
        List<String> command =
                java.hooklane(
                        surroundings.jvmOptions(), List.of("run", "--config", config.toString()));
        child =
                Optional.of(
                        Child.start(watchdog, surroundings.around(command), environment, log()));
    }

    public boolean isRunning() {
        return child.filter(Child::isAlive).isPresent();
    }

    /** Returns the CPU time of its process; zero while it does not run. */
    public Duration cpu() {
        return child.filter(Child::isAlive).map(Child::cpu).orElse(Duration.ZERO);
    }

    public boolean isReady() throws IOException, InterruptedException {
        return isRunning() && api.get("/health/ready").status() == OK;
    }

    public void awaitReady() throws InterruptedException {
        Patience.await("instance " + name + " is ready", READY_WITHIN, this::isReady);
    }

    /** Waits until it ends by itself, and returns its exit status. */
    public int awaitEnd(Duration patience) throws InterruptedException {
        return running().await(patience);
    }

    public void kill() throws InterruptedException {
        running().kill();
    }

    /** Asks it to stop, as an orchestrator does. Reports whether it did so in time. */
    public boolean stop() throws InterruptedException {
        return running().stop(STOPPED_WITHIN);
    }

    public void freeze() throws IOException, InterruptedException {
        running().freeze();
    }

    public void thaw() throws IOException, InterruptedException {
        running().thaw();
    }

    /** Deletes everything that it keeps on disk. */
    public void loseDisk() throws IOException {
        Folders.delete(stateDir());
    }

    /** Puts a small disk under its data. It must not be running. */
    public SmallDisk smallDisk(long room) throws IOException, InterruptedException {
        return SmallDisk.over(stateDir(), room, watchdog);
    }

    private Child running() {
        return child.orElseThrow(() -> new IllegalStateException(name + " was never started"));
    }

    public void end() throws InterruptedException {
        if (isRunning()) {
            kill();
        }
    }
}
