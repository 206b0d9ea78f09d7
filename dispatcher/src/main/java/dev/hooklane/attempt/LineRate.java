package dev.hooklane.attempt;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets through the first lines of each second, up to a limit, and counts the others. Any thread may
 * ask; when a new second begins, a line or two more may get through.
 */
final class LineRate {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanos;
    private final AtomicLong second;
    private final AtomicInteger inSecond = new AtomicInteger();
    private final AtomicInteger unlogged = new AtomicInteger();

    /**
     * @param perSecond the limit; 0 lets none through and counts none
     * @param nanos a clock that never steps back
     */
    LineRate(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.second = new AtomicLong(nanos.getAsLong());
    }

    boolean mayLog() {
        if (perSecond == 0) {
            return false;
        }
        long now = nanos.getAsLong();
        long began = second.get();
        if (now - began >= SECOND_NANOS && second.compareAndSet(began, now)) {
            inSecond.set(0);
        }
        if (inSecond.incrementAndGet() <= perSecond) {
            return true;
        }
        unlogged.incrementAndGet();
        return false;
    }

    /** Returns how many were held back since the last call. */
    int takeUnlogged() {
        return unlogged.get() == 0 ? 0 : unlogged.getAndSet(0);
    }
}
