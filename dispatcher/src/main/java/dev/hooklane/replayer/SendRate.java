package dev.hooklane.replayer;

import java.time.Duration;
import java.time.Instant;

/**
 * How many deliveries of a replay may be sent: a number per second, and after a pause at most a
 * second's worth at once. It begins with none, so that a replay that is taken over again and again
 * sends no faster. For one thread.
 */
final class SendRate {
    private static final double NANOS_PER_SECOND = 1e9;

    private int perSecond;
    private double tokens;
    private Instant filledAt;

    SendRate(int perSecond, Instant now) {
        this.perSecond = perSecond;
        this.filledAt = now;
    }

    void change(int newPerSecond) {
        perSecond = newPerSecond;
        tokens = Math.min(tokens, perSecond);
    }

    /** Returns how many may be sent now. */
    int available(Instant now) {
        // A clock that was set back adds nothing.
        double passed = Math.max(0, Duration.between(filledAt, now).toNanos() / NANOS_PER_SECOND);
        tokens = Math.min(perSecond, tokens + passed * perSecond);
        filledAt = now;
        return (int) tokens;
    }

    void sent(int count) {
        tokens -= count;
    }
}
