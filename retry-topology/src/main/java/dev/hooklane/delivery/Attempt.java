package dev.hooklane.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * One HTTP request of a delivery.
 *
 * @param number from 1
 * @param duration from the first look-up to the end of the response
 */
public record Attempt(int number, Instant startedAt, Duration duration, AttemptOutcome outcome) {
    public Attempt {
        if (number < 1) {
            throw new IllegalArgumentException("attempt %d is not from 1".formatted(number));
        }
    }

    public Instant endedAt() {
        return startedAt.plus(duration);
    }
}
