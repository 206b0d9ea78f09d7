package dev.hooklane.lane;

import java.time.Duration;

/**
 * How much one transaction may carry: less when the last ones took long or failed, so that a slow
 * Kafka is never asked for more than it can do before a transaction's time is over. Used by one
 * thread.
 */
final class BatchLimit {
    static final int MOST = 8_192;
    static final int LEAST = 64;

    /** A quarter of what a producer holds in memory. */
    static final long MOST_BYTES = 8L << 20;

    /** A transaction that takes longer is too large for now: its time is over after 15 s. */
    static final Duration LONG = Duration.ofSeconds(2);

    private int outcomes = MOST;

    int outcomes() {
        return outcomes;
    }

    long bytes() {
        return MOST_BYTES * outcomes / MOST;
    }

    /** Takes note of a transaction that was committed. */
    void committed(int carried, Duration took) {
        if (took.compareTo(LONG) > 0) {
            shrink();
        } else if (carried >= outcomes / 2 && took.compareTo(LONG.dividedBy(4)) < 0) {
            outcomes = Math.min(MOST, outcomes * 2);
        }
    }

    /** Takes note of one that failed for no outcome's own fault. */
    void failed() {
        shrink();
    }

    private void shrink() {
        outcomes = Math.max(LEAST, outcomes / 2);
    }
}
