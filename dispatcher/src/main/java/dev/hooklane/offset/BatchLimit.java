package dev.hooklane.offset;

import java.time.Duration;

/**
 * How much one transaction may carry. The limit shrinks when recent transactions were slow or
 * failed, so that a slow Kafka is never given more than it can commit before a transaction times
 * out. Used by one thread.
 */
final class BatchLimit {
    static final int MOST = 8_192;
    static final int LEAST = 64;

    /** A quarter of what a producer holds in memory. */
    static final long MOST_BYTES = 8L << 20;

    /** A transaction that takes longer is too large for now; the timeout is 15 s. */
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

    /** Takes note of a transaction that failed through no outcome's own fault. */
    void failed() {
        shrink();
    }

    private void shrink() {
        outcomes = Math.max(LEAST, outcomes / 2);
    }
}
