package dev.hooklane.lane;

/**
 * The virtual schedule of a lane's parked deliveries: each gets a turn, so that they come back as
 * fast as the endpoint takes them. Used under its lane's lock; times are nanoseconds.
 */
final class Backlog {
    /**
     * No turn is planned further ahead: the endpoint's speed is unknown by then, so the turn is
     * planned again.
     */
    static final long HORIZON_NANOS = 600_000_000_000L;

    private static final long SOONEST_NANOS = 1_000_000_000L;

    private long nextTurn = Long.MIN_VALUE;

    /**
     * Hands out the next turn.
     *
     * @param queueNanos how long the lane's queue will take
     * @param intervalNanos how long one delivery takes
     * @return how long until that turn
     */
    long untilTurnNanos(long nowNanos, long queueNanos, long intervalNanos) {
        long turn = Math.max(nextTurn, nowNanos + Math.max(queueNanos, SOONEST_NANOS));
        if (turn - nowNanos >= HORIZON_NANOS) {
            return HORIZON_NANOS;
        }
        nextTurn = turn + intervalNanos;
        return turn - nowNanos;
    }

    /** Returns how long until the last turn that was handed out; 0 if it has passed. */
    long remainingNanos(long nowNanos) {
        return nextTurn > nowNanos ? nextTurn - nowNanos : 0;
    }

    /** Takes note of a turn that was handed out before, perhaps by another owner of the lane. */
    void turnTaken(long turn) {
        nextTurn = Math.max(nextTurn, turn);
    }
}
