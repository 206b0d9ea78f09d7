package dev.hooklane.poll;

import java.time.Duration;
import java.util.Optional;

/** How long a poll may wait for records while other work is due soon. */
final class PollTimeout {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration BUSY = Duration.ofMillis(50);

    /** How soon to look again when there is no room. */
    static final Duration BLOCKED = Duration.ofMillis(2);

    private PollTimeout() {}

    /**
     * Returns the time until the next held record is due or the lanes need tending, at most a
     * limit.
     *
     * @param busy whether there is work in hand that may finish
     * @param untilDueNanos time until the next held record is due; empty if none is held
     */
    static Duration of(boolean busy, Optional<Long> untilDueNanos, Duration untilTend) {
        Duration untilDue = untilDueNanos.map(Duration::ofNanos).orElse(IDLE);
        return min(min(untilDue, untilTend), busy ? BUSY : IDLE);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
