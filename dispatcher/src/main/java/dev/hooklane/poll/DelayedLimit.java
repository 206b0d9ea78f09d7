package dev.hooklane.poll;

import java.util.function.BooleanSupplier;

/**
 * How many deliveries from delay topics may be in flight while live ones arrive: as many as the
 * CPUs have capacity for. Each one makes a live one wait some 50 µs for a CPU, and a delivery that
 * falls due hours after its event can wait another second. Used by the poll loop's thread.
 */
final class DelayedLimit {
    static final int LEAST = 8;
    static final int START = 32;

    private static final long INTERVAL_NANOS = 500_000_000L;

    /** After this long without use, the limit starts over. */
    private static final long FORGOTTEN_NANOS = 10_000_000_000L;

    private final int most;
    private final BooleanSupplier withoutReserve;
    private int limit;
    private long judgedAt;
    private boolean judged;

    /**
     * @param most the limit with the CPUs at rest
     * @param withoutReserve whether the CPUs have no reserve for live deliveries
     */
    DelayedLimit(int most, BooleanSupplier withoutReserve) {
        this.most = most;
        this.withoutReserve = withoutReserve;
    }

    /** Returns the limit while there are no live deliveries. */
    int most() {
        return most;
    }

    /** Returns the limit while live deliveries arrive. */
    int besideLive(long nowNanos) {
        long sinceNanos = nowNanos - judgedAt;
        if (!judged || sinceNanos > FORGOTTEN_NANOS) {
            limit = Math.min(START, most);
        } else if (sinceNanos < INTERVAL_NANOS) {
            return limit;
        } else {
            limit =
                    withoutReserve.getAsBoolean()
                            ? Math.min(most, Math.max(LEAST, limit / 2))
                            : Math.min(most, limit + limit / 4 + 1);
        }
        judged = true;
        judgedAt = nowNanos;
        return limit;
    }
}
