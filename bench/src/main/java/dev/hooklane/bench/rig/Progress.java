package dev.hooklane.bench.rig;

import java.time.Duration;

/** Tells a count that grows slowly from one that has stopped. For one thread. */
final class Progress {
    private final long patienceNanos;
    private long reached = -1;
    private long sinceNanos;

    Progress(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** Reports whether the count has been the same for longer than the patience. */
    boolean standsStillAt(long count, long nowNanos) {
        if (count != reached) {
            reached = count;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos > patienceNanos;
    }
}
