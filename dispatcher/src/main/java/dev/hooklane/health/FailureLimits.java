package dev.hooklane.health;

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

    Stage stageAfter(Duration failing, int failures) {
        if (failing.compareTo(disableAfter) >= 0) {
            return Stage.DISABLED;
        }
        if (failures >= failingAfter || failing.compareTo(disableAfter.dividedBy(TOLD_PART)) >= 0) {
            return Stage.TOLD;
        }
        return failing.compareTo(disableAfter.dividedBy(NOTED_PART)) >= 0 ? Stage.NOTED : Stage.NEW;
    }
}
