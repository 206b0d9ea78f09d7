package dev.hooklane.bench;

/** One benchmark of {@code hooklane bench NAME}: brings up what it needs, measures, ends it. */
interface Benchmark {
    /** The name on the command line. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /**
     * Measures and reports; returns when all that it started has ended.
     *
     * @throws BenchmarkFailedException if what was to be measured did not work
     */
    void run(BenchRun run) throws InterruptedException;
}
