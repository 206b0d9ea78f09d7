package dev.hooklane.fanout;

/**
 * Counts, for each stream thread, how often its producer was flushed. Everything that the thread
 * sent before a flush is then acknowledged, or the thread has ended. Any thread may use it; each
 * sees its own count.
 */
public final class Flushes {
    private final ThreadLocal<long[]> count = ThreadLocal.withInitial(() -> new long[1]);

    /** Notes that everything this thread has sent so far was sent out. */
    public void flushed() {
        count.get()[0]++;
    }

    long count() {
        return count.get()[0];
    }
}
