package dev.hooklane.lane;

/**
 * How much the lanes of this instance hold.
 *
 * @param inFlight requests running
 * @param slowInFlight those of slow endpoints
 * @param admitted in flight, or queued behind those in flight
 * @param delayedInFlight requests running for deliveries from delay topics
 * @param lanes endpoints with recent work
 * @param open those of them whose breaker is not closed, as of a moment ago
 */
public record LaneCounts(
        int inFlight, int slowInFlight, int admitted, int delayedInFlight, int lanes, int open) {
    public static final LaneCounts NONE = new LaneCounts(0, 0, 0, 0, 0, 0);

    /** Returns how many wait in memory behind those in flight. */
    public int queued() {
        return Math.max(0, admitted - inFlight);
    }
}
