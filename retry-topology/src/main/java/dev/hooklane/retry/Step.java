package dev.hooklane.retry;

import dev.hooklane.delay.DurationText;
import java.time.Duration;

/**
 * One wait of the schedule, with its own delay topic.
 *
 * @param delay from the failed attempt to the next one
 */
public record Step(Duration delay) {
    /** Returns the step's name in its topic, in metrics and in logs: {@code 5m}. */
    public String label() {
        return DurationText.format(delay);
    }
}
