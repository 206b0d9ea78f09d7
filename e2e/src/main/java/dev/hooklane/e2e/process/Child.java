package dev.hooklane.e2e.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the rig that writes to a log file. Any thread may use it. */
public final class Child {
    private static final Duration SIGNALLED_WITHIN = Duration.ofSeconds(10);

    private final Process process;
    private final Watchdog watchdog;

    private Child(Process process, Watchdog watchdog) {
        this.process = process;
        this.watchdog = watchdog;
    }

    /**
     * Starts it.
     *
     * @param log its output is appended to this file
     */
    public static Child start(
            Watchdog watchdog, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        watchdog.watch(process.pid());
        return new Child(process, watchdog);
    }

    /** Returns the CPU time since its start. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end and returns its exit status. */
    public int await(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "process %d still runs after %s".formatted(process.pid(), patience));
        }
        watchdog.forget(process.pid());
        return process.exitValue();
    }

    /** Does what {@code kill -9} does, and returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        await(SIGNALLED_WITHIN);
    }

    /**
     * Asks it to stop, and kills it if it has not within {@code patience}. Reports whether it
     * stopped.
     */
    public boolean stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            watchdog.forget(process.pid());
            return true;
        }
        kill();
        return false;
    }

    /** Freezes the process. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!kill.waitFor(SIGNALLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                || kill.exitValue() != 0) {
            throw new IllegalStateException(
                    "process %d took no signal %s".formatted(process.pid(), name));
        }
    }
}
