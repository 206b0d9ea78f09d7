package dev.hooklane.lane;

/**
 * How many deliveries from delay topics may be in flight while live ones come: what the CPUs have
 * left. Each one more is some 50 µs that a live one waits for a CPU, and what fell due hours after
 * its event can wait another second. Used by the poll loop's thread.
 */
final class DelayedLimit {
    static final int LEAST = 8;
    static final int START = 32;

    private static final long INTERVAL_NANOS = 500_000_000L;

    /** After so long without any, it begins anew. */
    private static final long FORGOTTEN_NANOS = 10_000_000_000L;

    private final int most;
    private int limit;
    private long judgedAt;
    private boolean judged;

    /**
     * @param most with the CPUs at rest
     */
    DelayedLimit(int most) {
        this.most = most;
    }

    /** With nothing beside them. */
    int most() {
        return most;
    }

    /** With live ones beside them now. */
    int besideLive(Now now) {
        long since = now.nanos() - judgedAt;
        if (!judged || since > FORGOTTEN_NANOS) {
            limit = Math.min(START, most);
        } else if (since < INTERVAL_NANOS) {
            return limit;
        } else {
            limit = Math.min(most, now.busy() ? Math.max(LEAST, limit / 2) : limit * 2);
        }
        judged = true;
        judgedAt = now.nanos();
        return limit;
    }
}
