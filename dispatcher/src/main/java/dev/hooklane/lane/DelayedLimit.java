package dev.hooklane.lane;

import java.util.function.BooleanSupplier;

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
    private final BooleanSupplier withoutReserve;
    private int limit;
    private long judgedAt;
    private boolean judged;

    /**
     * @param most with the CPUs at rest
     * @param withoutReserve whether the CPUs have nothing left for live ones
     */
    DelayedLimit(int most, BooleanSupplier withoutReserve) {
        this.most = most;
        this.withoutReserve = withoutReserve;
    }

    /** With nothing beside them. */
    int most() {
        return most;
    }

    /** With live ones beside them now. */
    int besideLive(long now) {
        long since = now - judgedAt;
        if (!judged || since > FORGOTTEN_NANOS) {
            limit = Math.min(START, most);
        } else if (since < INTERVAL_NANOS) {
            return limit;
        } else {
            limit =
                    withoutReserve.getAsBoolean()
                            ? Math.min(most, Math.max(LEAST, limit / 2))
                            : Math.min(most, limit + limit / 4 + 1);
        }
        judged = true;
        judgedAt = now;
        return limit;
    }
}
