package dev.hooklane.streams;

import java.time.Duration;

/**
 * How long to wait before the fan-out is started anew: a moment after a first failure, twice as
 * long each time it fails again soon. Whoever starts anew reads all endpoints again, and makes
 * every instance wait while partitions are given out.
 */
final class Restarts {
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /** No longer, since nothing is delivered in the meantime. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Whatever ran for so long has nothing to do with the failure before. */
    private static final Duration HELD = Duration.ofMinutes(10);

    private Duration last = Duration.ZERO;

    /**
     * The pause from now.
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
