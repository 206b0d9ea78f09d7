package dev.hooklane.bench.measure;

/**
 * One benchmark of {@code hooklane bench NAME}. It starts what it needs, measures, and stops it.
 */
public interface Benchmark {
    /** Returns its name on the command line. */
    String name();

    /** Returns what it measures, in one line. */
    String summary();

    /**
     * Measures and reports; returns when everything that it started has ended.
     *
     * @throws BenchmarkFailedException if the measured system did not work
     */
    void run(BenchRun run) throws InterruptedException;
}
