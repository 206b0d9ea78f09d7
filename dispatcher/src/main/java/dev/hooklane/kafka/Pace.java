package dev.hooklane.kafka;

import java.time.Duration;

/**
 * How soon a consumer polls again: at once after a poll that returned few records, and a moment
 * later after one that returned several. More are on their way then, and all of them can share the
 * cost of one request. For one thread.
 */
final class Pace {
    /** This many within a round trip to the broker mean that more are on their way. */
    static final int SEVERAL = 4;

    /** This many already share a request's cost well enough. */
    static final int MANY = 64;

    static final Duration PAUSE = Duration.ofMillis(2);

    private long nextAtNanos;

    /**
     * @param nowNanos by {@link System#nanoTime}, as everywhere here
     */
    Pace(long nowNanos) {
        nextAtNanos = nowNanos;
    }

    /**
     * Returns how long to wait before the next poll, in nanoseconds; zero or negative for no wait.
     */
    long pauseNanos(long nowNanos) {
        return nextAtNanos - nowNanos;
    }

    /** Takes note of how many records a poll returned. */
    void polled(int records, long nowNanos) {
        boolean pause = records >= SEVERAL && records < MANY;
        nextAtNanos = pause ? nowNanos + PAUSE.toNanos() : nowNanos;
    }
}
