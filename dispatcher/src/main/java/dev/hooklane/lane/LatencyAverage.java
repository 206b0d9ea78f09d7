package dev.hooklane.lane;

/** A moving average: each new value counts as one of the latest {@code window}. */
final class LatencyAverage {
    private final int window;
    private double nanos;
    private int count;

    LatencyAverage(int window) {
        this.window = window;
    }

    void add(long value) {
        count = Math.min(count + 1, window);
        nanos += (value - nanos) / count;
    }

    /** Returns the average; 0 while there is no value. */
    long nanos() {
        return (long) nanos;
    }

    /** Moves a tenth of the way to a lower value, as if many of those had been added. */
    void fallTowards(long lower) {
        nanos -= (nanos - lower) / 10;
    }
}
