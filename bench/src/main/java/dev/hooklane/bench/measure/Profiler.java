package dev.hooklane.bench.measure;

import java.io.IOException;
import java.nio.file.Path;
import one.profiler.AsyncProfiler;

/**
 * Samples what this process's threads do while they use a CPU, the collector's and the compiler's
 * too, and draws a flame graph. It is async-profiler, because a JVM's own recordings know nothing
 * of native code. For one thread.
 */
public final class Profiler {
    /** A sample for each millisecond of CPU time; each thread has a tower of its own. */
    private static final String SAMPLING = "event=cpu,interval=1ms,threads";

    private final AsyncProfiler profiler;
    private boolean hasSamples;

    private Profiler(AsyncProfiler profiler) {
        this.profiler = profiler;
    }

    /**
     * Makes one that has no samples yet.
     *
     * @throws BenchmarkFailedException if this machine has none
     */
    public static Profiler load() {
        try {
            return new Profiler(AsyncProfiler.getInstance());
        } catch (IllegalStateException | LinkageError e) {
            throw new BenchmarkFailedException(
                    "async-profiler can't be loaded, which Linux and macOS have: "
                            + e.getMessage());
        }
    }

    /** What is sampled. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Samples while the work is done. The samples are added to those that there are. */
    <T> T during(Work<T> work) throws InterruptedException {
        execute((hasSamples ? "resume," : "start,") + SAMPLING);
        hasSamples = true;
        try {
            return work.run();
        } finally {
            execute("stop");
        }
    }

    boolean hasSamples() {
        return hasSamples;
    }

    /**
     * Draws the samples and forgets them.
     *
     * @param file an HTML page
     */
    void draw(Path file, String title) {
        execute("dump,title=%s,file=%s".formatted(title, file.toAbsolutePath()));
        hasSamples = false;
    }

    private void execute(String command) {
        try {
            String _ = profiler.execute(command);
        } catch (IOException | IllegalStateException e) {
            throw new BenchmarkFailedException(
                    "async-profiler can't do '%s': %s".formatted(command, e.getMessage()));
        }
    }
}
