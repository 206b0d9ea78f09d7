package dev.hooklane.bench.load;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * Work before the measurement, repeated until the JIT compiler has hardly anything left to do. On
 * two cores, a busy compiler takes one of them. After each pass, the compiler gets time to finish
 * its queue. For one thread.
 */
public final class WarmUp {
    /** Share of a core in the last pass. */
    private static final double LITTLE = 0.15;

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration REST_AT_MOST = Duration.ofSeconds(10);
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    /** A part of the work that will be measured. */
    @FunctionalInterface
    public interface Load {
        void run() throws InterruptedException;
    }

    private WarmUp() {}

    /**
     * Runs the loads in turn until they cause little compilation, or for about {@code atMost}.
     *
     * @return the share of a core that the compiler used during the last pass
     */
    public static double run(List<Load> loads, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        double share;
        do {
            long start = System.nanoTime();
            long before = COMPILER.getTotalCompilationTime();
            for (Load load : loads) {
                load.run();
            }
            long elapsedMillis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            share = (COMPILER.getTotalCompilationTime() - before) / (double) elapsedMillis;
            awaitRest();
        } while (share > LITTLE && System.nanoTime() < deadline);
        return share;
    }

    /** Waits until the compiler has been idle for a moment. */
    private static void awaitRest() throws InterruptedException {
        long deadline = System.nanoTime() + REST_AT_MOST.toNanos();
        long before;
        do {
            before = COMPILER.getTotalCompilationTime();
            Thread.sleep(LOOK_EVERY);
        } while (COMPILER.getTotalCompilationTime() - before > LOOK_EVERY.toMillis() / 10
                && System.nanoTime() < deadline);
    }
}
