package dev.hooklane.e2e.judge;

import java.time.Duration;
import java.time.Instant;

/**
 * A time during which something was broken.
 *
 * @param what was done, such as {@code kill h2}
 * @param from when that began
 * @param over when everything worked again; until then partitions move to other instances and back,
 *     and each move may cost the requests in flight
 */
public record Disruption(String what, Instant from, Instant over) {
    /**
     * How often one request may be repeated: once when its owner is lost, and once when the
     * partition moves back.
     */
    static final int REPEATS_MAX = 2;

    /** On a busy machine, an answer may be read this much later than it was sent. */
    private static final Duration READ_LATE = Duration.ofSeconds(1);

    /** Longer than any transaction of an instance lasts. */
    private static final Duration TRANSACTION_MAX = Duration.ofSeconds(15);

    /**
     * Reports whether the disruption may have lost the outcome of a request sent and answered at
     * these times.
     *
     * @param committed the latest committed outcome of the request's endpoint that was decided
     *     before the disruption; earlier outcomes are committed, too
     */
    boolean mayHaveLost(Instant sent, Instant answered, Instant committed) {
        return !sent.isAfter(over)
                && (!answered.isBefore(from)
                        || (!answered.isBefore(committed.minus(READ_LATE))
                                && !answered.isBefore(from.minus(TRANSACTION_MAX))));
    }

    /** Reports whether the disruption was under way at this moment. */
    boolean spans(Instant moment) {
        return !moment.isBefore(from) && !moment.isAfter(over);
    }
}
