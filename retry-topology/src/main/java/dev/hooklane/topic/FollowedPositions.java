package dev.hooklane.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How far a topic's partitions have been followed. Any thread may wait. */
public final class FollowedPositions {
    private final Map<Integer, Long> next = new HashMap<>();

    /** Everything before this offset has been followed. */
    public synchronized void reached(int partition, long position) {
        next.merge(partition, position, Math::max);
        notifyAll();
    }

    /** Begins anew: nothing of it has been followed. */
    public synchronized void forget(int partition) {
        next.put(partition, 0L);
    }

    /** Those that anything is known of, empty ones among them. */
    public synchronized Set<Integer> partitions() {
        return Set.copyOf(next.keySet());
    }

    /** The offset that comes next. */
    public synchronized long next(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    /**
     * Waits until a partition has been followed up to an offset, that one included.
     *
     * @return false if that took longer than the timeout
     */
    public synchronized boolean await(int partition, long offset, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (next(partition) <= offset) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }
}
