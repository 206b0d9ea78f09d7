package dev.hooklane.lane;

/**
 * A rate limit: requests per second, with a burst after a pause. Keeps only the time at which the
 * bucket will be full again (GCRA), so it needs no refilling. Used under its lane's lock; times are
 * any clock's nanoseconds.
 */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long intervalNanos;
    private final long toleranceNanos;
    private long fullAt;

    TokenBucket(double perSecond, int burst, long nowNanos) {
        this.intervalNanos = Math.max(1, Math.round(NANOS_PER_SECOND / perSecond));
        this.toleranceNanos = intervalNanos * (burst - 1);
        this.fullAt = nowNanos;
    }

    /** Returns the time between two tokens. */
    long intervalNanos() {
        return intervalNanos;
    }

    /** Takes a token, if there is one. */
    boolean tryTake(long nowNanos) {
        if (untilNextNanos(nowNanos) > 0) {
            return false;
        }
        fullAt = Math.max(fullAt, nowNanos) + intervalNanos;
        return true;
    }

    /** Returns how long until there is a token; 0 if there is one. */
    long untilNextNanos(long nowNanos) {
        return Math.max(0, fullAt - toleranceNanos - nowNanos);
    }

    /** Reports whether the bucket is as full as a new one. */
    boolean isFull(long nowNanos) {
        return fullAt - nowNanos <= 0;
    }
}
