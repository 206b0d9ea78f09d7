package dev.hooklane.lane;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests in flight of all lanes together. Slow lanes have a share of their own, so that however
 * many endpoints hang, the others find permits. Any thread may use it.
 */
final class Permits {
    /** How much slow lanes may have, in percent. */
    private static final int SLOW_PERCENT = 40;

    private final int max;
    private final int slowMax;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();

    Permits(int max) {
        this.max = max;
        this.slowMax = Math.max(1, max * SLOW_PERCENT / 100);
    }

    boolean hasRoom() {
        return inFlight.get() < max;
    }

    boolean hasRoomForSlow() {
        return slow.get() < slowMax && hasRoom();
    }

    void started(boolean bySlow) {
        inFlight.incrementAndGet();
        if (bySlow) {
            slow.incrementAndGet();
        }
    }

    /** Ends a request; returns how many are still in flight. */
    int ended(boolean bySlow) {
        if (bySlow) {
            slow.decrementAndGet();
        }
        return inFlight.decrementAndGet();
    }

    /**
     * Takes note that a lane became slow, with its requests in flight; negative for a lane that no
     * longer is.
     */
    void turnedSlow(int itsInFlight) {
        slow.addAndGet(itsInFlight);
    }

    int inFlight() {
        return inFlight.get();
    }

    int slow() {
        return slow.get();
    }
}
