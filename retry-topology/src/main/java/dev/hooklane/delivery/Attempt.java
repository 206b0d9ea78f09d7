package dev.hooklane.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * One HTTP request of a delivery.
 *
 * @param number from 1
 * @param duration from the first look-up to the end of the response
 * @param phases what of it each part took
 */
public record Attempt(
        int number,
        Instant startedAt,
        Duration duration,
        AttemptOutcome outcome,
        PhaseTimes phases) {
    public Attempt {
        if (number < 1) {
            throw new IllegalArgumentException("attempt %d is not from 1".formatted(number));
        }
    }

    /** An attempt whose phases nobody measured. */
    public Attempt(int number, Instant startedAt, Duration duration, AttemptOutcome outcome) {
        this(number, startedAt, duration, outcome, PhaseTimes.NONE);
    }

    public Instant endedAt() {
        return startedAt.plus(duration);
    }
}
