package dev.hooklane.api;

import dev.hooklane.delay.DurationText;
import dev.hooklane.event.VisibleText;
import java.time.Duration;

/** Durations that clients choose. */
final class Durations {
    private Durations() {}

    /**
     * Parses a duration.
     *
     * @throws IllegalArgumentException if it is not a duration, or not from min to max
     */
    static Duration within(String name, String text, Duration min, Duration max) {
        Duration duration = DurationText.parse(text);
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s; %s to %s are allowed"
                            .formatted(
                                    name,
                                    VisibleText.excerpt(text),
                                    DurationText.format(min),
                                    DurationText.format(max)));
        }
        return duration;
    }
}
