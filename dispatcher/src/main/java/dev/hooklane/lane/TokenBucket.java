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

    TokenBucket(double perSecond, int burst, long now) {
        this.intervalNanos = Math.max(1, Math.round(NANOS_PER_SECOND / perSecond));
        this.toleranceNanos = intervalNanos * (burst - 1);
        this.fullAt = now;
    }

    /** Returns the time between two tokens. */
    long intervalNanos() {
        return intervalNanos;
    }

    /** Takes a token, if there is one. */
    boolean tryTake(long now) {
        if (untilNext(now) > 0) {
            return false;
        }
        fullAt = Math.max(fullAt, now) + intervalNanos;
        return true;
    }

    /** Returns how long until there is a token; 0 if there is one. */
    long untilNext(long now) {
        return Math.max(0, fullAt - toleranceNanos - now);
    }

    /** Reports whether the bucket is as full as a new one. */
    boolean isFull(long now) {
        return fullAt - now <= 0;
    }
}
