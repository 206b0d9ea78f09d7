package dev.hooklane.lane;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint's share of this instance: how many of its attempts are in flight, and what waits
 * behind them. Any thread may use it, under the lock of {@link Lanes} for its endpoint.
 *
 * <p>This is where whatever limits an endpoint decides: {@link #offer} says whether an attempt may
 * start now, {@link #next} what starts when one ends.
 */
final class Lane {
    private final int inFlightLimit;
    private final Queue<Work> queue = new ArrayDeque<>();
    private int inFlight;

    Lane(int inFlightLimit) {
        this.inFlightLimit = inFlightLimit;
    }

    /** Takes the work; true if the caller is to start it now. */
    boolean offer(Work work) {
        if (inFlight < inFlightLimit) {
            inFlight++;
            return true;
        }
        queue.add(work);
        return false;
    }

    /** Ends one attempt; what the caller is to start in its stead, if anything waits. */
    @Nullable Work next() {
        Work next = queue.poll();
        if (next == null) {
            inFlight--;
        }
        return next;
    }

    boolean isIdle() {
        return inFlight == 0;
    }
}
