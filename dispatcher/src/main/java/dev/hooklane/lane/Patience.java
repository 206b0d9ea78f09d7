package dev.hooklane.lane;

import dev.hooklane.attempt.Work;

/** How long a delivery is expected to wait in its lane's queue, at most; ADR 11 has the reasons. */
public final class Patience {
    static final long LIVE_NANOS = 1_000_000_000L;
    static final long BUSY_NANOS = 5_000_000_000L;
    public static final long PARKED_NANOS = 60_000_000_000L;

    /**
     * Longer than the shortest parked delay, so that deliveries behind one that comes back stay
     * queued.
     */
    static final long ORDERED_NANOS = 15_000_000_000L;

    /** How long a burst may queue before the estimate of its wait counts. */
    static final long DOUBT_NANOS = 500_000_000L;

    /** A lane that had too much this recently gets no benefit of the doubt. */
    static final long SPILLED_LATELY_NANOS = 10_000_000_000L;

    private Patience() {}

    /**
     * @param fair whether the lane holds no more than its share
     */
    static long nanos(Work work, Moment moment, boolean fair) {
        if (work.parking().happened() && !moment.crowded()) {
            return PARKED_NANOS;
        }
        return moment.busy() || fair ? BUSY_NANOS : LIVE_NANOS;
    }
}
