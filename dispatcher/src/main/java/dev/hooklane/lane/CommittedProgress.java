package dev.hooklane.lane;

/**
 * What the group's committed offset says of a partition of a lane's topic: all below it is done,
 * and some above it. Immutable.
 */
public final class CommittedProgress {
    private final OffsetLedger ledger;

    private CommittedProgress(OffsetLedger ledger) {
        this.ledger = ledger;
    }

    /** Metadata that can't be read says nothing of what is above the offset. */
    public static CommittedProgress of(long offset, String metadata) {
        try {
            return new CommittedProgress(OffsetLedger.restore(offset, metadata));
        } catch (IllegalArgumentException e) {
            return new CommittedProgress(new OffsetLedger(offset));
        }
    }

    /** The lowest offset that is not done. */
    public long base() {
        return ledger.base();
    }

    public boolean isDone(long offset) {
        return ledger.isDone(offset);
    }

    /** How many offsets from the base on, and below the end, are not done. */
    public long undone(long end) {
        return Math.max(0, end - ledger.base() - ledger.doneAboveBase());
    }
}
