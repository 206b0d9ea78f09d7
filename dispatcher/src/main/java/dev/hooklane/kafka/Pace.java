package dev.hooklane.kafka;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How soon a consumer polls again: at once after a poll that returned few records, and a moment
 * later after one that returned several. More are on their way then, and all of them can share the
 * cost of one request. While the CPUs are the limit, the moment is longer: every record waits for a
 * CPU anyway, and each request less brings it its turn sooner. For one thread.
 */
final class Pace {
    /** This many within a round trip to the broker mean that more are on their way. */
    static final int SEVERAL = 4;

    /** This many already share a request's cost well enough. */
    static final int MANY = 64;

    static final Duration PAUSE = Duration.ofMillis(2);

    /** The same while the CPUs are the limit. */
    static final int MANY_WHEN_BUSY = 256;

    static final Duration PAUSE_WHEN_BUSY = Duration.ofMillis(6);

    private final BooleanSupplier busy;
    private long nextAtNanos;

    /**
     * @param busy whether the CPUs are the limit; asked only after a poll of several records
     * @param nowNanos by {@link System#nanoTime}, as everywhere here
     */
    Pace(BooleanSupplier busy, long nowNanos) {
        this.busy = busy;
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
        nextAtNanos = nowNanos + pauseAfter(records).toNanos();
    }

    private Duration pauseAfter(int records) {
        if (records < SEVERAL || records >= MANY_WHEN_BUSY) {
            return Duration.ZERO;
        }
        if (busy.getAsBoolean()) {
            return PAUSE_WHEN_BUSY;
        }
        return records < MANY ? PAUSE : Duration.ZERO;
    }
}
