package dev.hooklane.lane;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests in flight of all lanes together. Slow lanes have a share of their own, so that however
 * many endpoints hang, the others find permits. Any thread may use it.
 */
final class Permits {
    /** How much slow lanes may have, in percent. */
    private static final int SLOW_PERCENT = 40;

    /**
     * How many attempts may wait for a CPU before they begin. If more did, each would take longer,
     * up to its timeout, and none would end sooner. In Kafka they wait as well.
     */
    static final int WAITING_FOR_CPU_MAX = 128 * Runtime.getRuntime().availableProcessors();

    private final int max;
    private final int slowMax;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicInteger waitingForCpu = new AtomicInteger();

    Permits(int max) {
        this.max = max;
        this.slowMax = Math.max(1, max * SLOW_PERCENT / 100);
    }

    /** Returns the bound that keeps one more request from being started, if any. */
    Optional<Bound> reached() {
        if (!hasRoom()) {
            return Optional.of(Bound.IN_FLIGHT);
        }
        return waitingForCpu.get() < WAITING_FOR_CPU_MAX
                ? Optional.empty()
                : Optional.of(Bound.CPU);
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

    /** Takes note that a request's thread was started. */
    void waitsForCpu() {
        waitingForCpu.incrementAndGet();
    }

    /** Takes note that it has begun. */
    void hasCpu() {
        waitingForCpu.decrementAndGet();
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
