package dev.hooklane.e2e.judge;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which something was broken.
 *
 * @param what was done, such as {@code kill h2}
 * @param from when that began
 * @param over when everything was right again: partitions move to others meanwhile, and back, and
 *     each move may cost what is in flight
 */
public record Disruption(String what, Instant from, Instant over) {
    /** How often one request may come again: it is lost with its owner, and with a move back. */
    static final int REPEATS_MAX = 2;

    /** On a machine with too much to do, an answer is read so much later than it was given. */
    private static final Duration READ_LATE = Duration.ofSeconds(1);

    /** Longer than any transaction of an instance lasts. */
    private static final Duration TRANSACTION_MAX = Duration.ofSeconds(15);

    /**
     * Whether it may have lost the outcome of a request of that time.
     *
     * @param committed the youngest outcome of the request's endpoint that was decided before it
     *     and is written down: those before that one are, too
     */
    boolean mayHaveLost(Instant sent, Instant answered, Instant committed) {
        return !sent.isAfter(over)
                && (!answered.isBefore(from)
                        || (!answered.isBefore(committed.minus(READ_LATE))
                                && !answered.isBefore(from.minus(TRANSACTION_MAX))));
    }

    /** Whether it was under way then. */
    boolean spans(Instant moment) {
        return !moment.isBefore(from) && !moment.isAfter(over);
    }
}
