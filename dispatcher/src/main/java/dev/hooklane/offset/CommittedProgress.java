package dev.hooklane.offset;

/**
 * The progress of a partition of a lane's topic, as the group has committed it: all offsets below
 * the committed one are done, and some above it. Immutable.
 */
public final class CommittedProgress {
    private final OffsetLedger ledger;

    private CommittedProgress(OffsetLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Reads a committed offset; if its metadata can't be read, no offset above it counts as done.
     */
    public static CommittedProgress of(long offset, String metadata) {
        try {
            return new CommittedProgress(OffsetLedger.restore(offset, metadata));
        } catch (IllegalArgumentException e) {
            return new CommittedProgress(new OffsetLedger(offset));
        }
    }

    /** Returns the lowest offset that is not done. */
    public long base() {
        return ledger.base();
    }

    public boolean isDone(long offset) {
        return ledger.isDone(offset);
    }

    /** Returns how many offsets from the base on, and below the end, are not done. */
    public long undone(long end) {
        return Math.max(0, end - ledger.base() - ledger.doneAboveBase());
    }
}
