package dev.hooklane.health;

import dev.hooklane.endpoint.FailureTally;
import java.time.Duration;

/**
 * What follows from how long and how often every attempt of an endpoint has failed.
 *
 * @param disableAfter when it is disabled; noted and told are parts of it
 * @param failingAfter how many failures in a row are told, however short the time
 */
record FailureLimits(Duration disableAfter, int failingAfter) {
    private static final int NOTED_PART = 100;
    private static final int TOLD_PART = 10;

    /** So much of it is written down anew each time, so that a restart forgets no more. */
    private static final int WRITTEN_PART = 10;

    /**
     * A gap between two attempts counts for so much at most: by default 30 hours, far more than the
     * longest step, so that five failures at least lie in five days.
     */
    private static final int GAP_PART = 4;

    /** How far a failing endpoint has come, in this order. */
    enum Stage {
        /** It may be nothing. */
        NEW,
        /** Written down, so that a restart doesn't forget it. */
        NOTED,
        /** The account was told. */
        TOLD,
        DISABLED
    }

    Duration longestGap() {
        return disableAfter.dividedBy(GAP_PART);
    }

    /** Nothing is disabled for the failures of one delivery alone. */
    Stage stageAfter(FailureTally tally) {
        Duration failing = tally.counted();
        if (tally.several() && failing.compareTo(disableAfter) >= 0) {
            return Stage.DISABLED;
        }
        if (tally.failures() >= failingAfter
                || failing.compareTo(disableAfter.dividedBy(TOLD_PART)) >= 0) {
            return Stage.TOLD;
        }
        return failing.compareTo(disableAfter.dividedBy(NOTED_PART)) >= 0 ? Stage.NOTED : Stage.NEW;
    }

    /** Whether what was written of it, so much, is too old. */
    boolean isToBeWritten(Duration written, FailureTally tally) {
        return tally.counted().minus(written).compareTo(disableAfter.dividedBy(WRITTEN_PART)) >= 0;
    }
}
