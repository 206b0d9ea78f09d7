package dev.hooklane.replayer;

import dev.hooklane.share.FairTurns;
import dev.hooklane.share.ShareOwner;
import dev.hooklane.share.ShareUsedUpException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Turns at counting, which may take seconds of a core. An account counts one replay at a time, and
 * accounts that wait take turns. Any thread may use it.
 */
final class CountTurns {
    /** How many counts may run at the same time. */
    static final int AT_ONCE_MAX = 4;

    /** How many of them may be one account's. */
    static final int SHARE = 1;

    /** How many counts may wait: of one account, and of all. */
    static final int WAITING_SHARE = 4;

    private static final int WAITING_MAX = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FairTurns turns =
            new FairTurns(new FairTurns.Limits(AT_ONCE_MAX, SHARE, WAITING_SHARE, WAITING_MAX));

    /**
     * Counts when its turn has come.
     *
     * @throws ShareUsedUpException if there is no turn within 5 s, or too many counts wait
     */
    ReplayCount count(Supplier<ReplayCount> counting) {
        String owner = ShareOwner.current();
        if (!hasTurn(owner)) {
            throw usedUp(turns.hasItsShare(owner));
        }
        try {
            return counting.get();
        } finally {
            turns.done(owner);
        }
    }

    private boolean hasTurn(String owner) {
        try {
            return turns.await(owner, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ShareUsedUpException usedUp(boolean own) {
        return new ShareUsedUpException(
                own
                        ? "the account's share of counting replays is used up: %d runs at once, and %d wait"
                                .formatted(SHARE, WAITING_SHARE)
                        : "too many replays are being counted: %d run at once, %d of them for one account"
                                .formatted(AT_ONCE_MAX, SHARE),
                own);
    }
}
