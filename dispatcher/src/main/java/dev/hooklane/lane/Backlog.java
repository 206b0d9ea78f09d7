package dev.hooklane.lane;

/**
 * The virtual schedule of what a lane has parked: each delivery gets a turn, so that they come back
 * as fast as the endpoint takes them. Used under its lane's lock; times are nanoseconds.
 */
final class Backlog {
    /** Beyond this nobody knows how fast the endpoint will be; it is planned anew then. */
    static final long HORIZON_NANOS = 600_000_000_000L;

    private static final long SOONEST_NANOS = 1_000_000_000L;

    private long nextTurn = Long.MIN_VALUE;

    /**
     * Hands out the next turn.
     *
     * @param queueNanos what the lane's queue will take
     * @param intervalNanos what one delivery takes
     * @return how long until it
     */
    long untilTurn(long now, long queueNanos, long intervalNanos) {
        long turn = Math.max(nextTurn, now + Math.max(queueNanos, SOONEST_NANOS));
        if (turn - now >= HORIZON_NANOS) {
            return HORIZON_NANOS;
        }
        nextTurn = turn + intervalNanos;
        return turn - now;
    }

    /** How long until the last turn that was handed out; 0 if that is over. */
    long remainingNanos(long now) {
        return nextTurn > now ? nextTurn - now : 0;
    }

    /** Takes note of a turn that somebody handed out before, maybe another owner of the lane. */
    void turnTaken(long turn) {
        nextTurn = Math.max(nextTurn, turn);
    }
}
