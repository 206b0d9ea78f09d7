package dev.hooklane.retry;

import java.time.Duration;

/**
 * One wait of the schedule, with its own delay topic.
 *
 * @param delay from the failed attempt to the next one
 */
public record Step(Duration delay) {
    /** How the step is named in its topic, in metrics and in logs: {@code 5m}. */
    public String label() {
        return DurationText.format(delay);
    }
}
