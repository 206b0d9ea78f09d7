package dev.hooklane.kafka;

import java.time.Duration;

/**
 * How soon a consumer asks again: at once after a poll that brought little, a moment later after
 * one that brought several records, since more are on their way then and all of them can share the
 * cost of one request. For one thread.
 */
final class Pace {
    /** So many within a round trip to the broker mean that more are on their way. */
    static final int SEVERAL = 4;

    /** So many share a request's cost well enough already. */
    static final int MANY = 64;

    static final Duration PAUSE = Duration.ofMillis(2);

    private long nextAtNanos;

    /**
     * @param nowNanos by {@link System#nanoTime}, as everywhere here
     */
    Pace(long nowNanos) {
        nextAtNanos = nowNanos;
    }

    /** How long to wait before the next poll, in nanoseconds; not positive if not at all. */
    long pauseNanos(long nowNanos) {
        return nextAtNanos - nowNanos;
    }

    /** A poll brought so many records. */
    void polled(int records, long nowNanos) {
        boolean pause = records >= SEVERAL && records < MANY;
        nextAtNanos = pause ? nowNanos + PAUSE.toNanos() : nowNanos;
    }
}
