package dev.hooklane.health;

import dev.hooklane.endpoint.FailureTally;
import java.time.Duration;

/**
 * Decides what follows from how long and how often every attempt of an endpoint has failed.
 *
 * @param disableAfter after how long it is disabled; the times for noting and telling are parts of
 *     it
 * @param failingAfter after how many failures in a row its account is told, however short the time
 */
record FailureLimits(Duration disableAfter, int failingAfter) {
    private static final int NOTED_PART = 100;
    private static final int TOLD_PART = 10;

    /**
     * The failing time is written down again after each such part of {@code disableAfter}, so that
     * a restart forgets no more than that.
     */
    private static final int WRITTEN_PART = 10;

    /**
     * A gap between two attempts counts for at most this part of {@code disableAfter}: 30 hours by
     * default, far more than the longest step, so that there are at least five failures in five
     * days.
     */
    private static final int GAP_PART = 4;

    /** The stages of a failing endpoint, in this order. */
    enum Stage {
        /** It may be nothing serious. */
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

    /**
     * Returns the stage after these failures. No endpoint is disabled because of one delivery's
     * failures alone.
     */
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

    /** Reports whether the failing time that was written last is too old. */
    boolean isToBeWritten(Duration written, FailureTally tally) {
        return tally.counted().minus(written).compareTo(disableAfter.dividedBy(WRITTEN_PART)) >= 0;
    }
}
