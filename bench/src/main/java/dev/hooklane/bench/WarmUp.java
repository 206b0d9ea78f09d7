package dev.hooklane.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * Work before the measuring, again and again until the JIT compiler has hardly anything left to do:
 * on two cores a compiler that still works takes one of them. After each pass it is given the time
 * to finish what it has queued. For one thread.
 */
final class WarmUp {
    /** Of a core, in the last pass. */
    private static final double LITTLE = 0.15;

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration REST_AT_MOST = Duration.ofSeconds(10);
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    /** Some of the work that is to be measured. */
    @FunctionalInterface
    interface Load {
        void run() throws InterruptedException;
    }

    private WarmUp() {}

    /**
     * Runs the loads in turns until they cause little compilation, or for about so long at most.
     *
     * @return how much of a core the compiler used while the loads ran for the last time
     */
    static double run(List<Load> loads, Duration atMost) throws InterruptedException {
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

    /** Waits until the compiler has been still for a moment. */
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
