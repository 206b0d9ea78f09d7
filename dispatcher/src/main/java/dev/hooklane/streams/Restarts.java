package dev.hooklane.streams;

import java.time.Duration;

/**
 * How long to wait before the fan-out is restarted: a moment after a first failure, and twice as
 * long each time it fails again soon. A restart reads all endpoints again, and makes every instance
 * wait while partitions are assigned.
 */
final class Restarts {
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /** Not longer, since nothing is delivered in the meantime. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A failure after running this long has nothing to do with the one before. */
    private static final Duration HELD = Duration.ofMinutes(10);

    private Duration last = Duration.ZERO;

    /**
     * Returns the pause from now.
     *
     * @param ran how long it ran this time
     */
    synchronized Duration next(Duration ran) {
        Duration doubled = last.multipliedBy(2);
        if (last.isZero() || ran.compareTo(HELD) >= 0) {
            last = SHORTEST;
        } else {
            last = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        }
        return last;
    }
}
