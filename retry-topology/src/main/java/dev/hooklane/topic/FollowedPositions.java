package dev.hooklane.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How far each partition of a topic has been followed. Any thread may wait. */
public final class FollowedPositions {
    private final Map<Integer, Long> next = new HashMap<>();

    /** Records that everything before {@code position} has been followed. */
    public synchronized void reached(int partition, long position) {
        next.merge(partition, position, Math::max);
        notifyAll();
    }

    /** Records that following continues at {@code position}, even if it had got further before. */
    synchronized void moved(int partition, long position) {
        next.put(partition, position);
        notifyAll();
    }

    /** Resets the partition, as if nothing of it had been followed. */
    public synchronized void forget(int partition) {
        next.put(partition, 0L);
    }

    /** Returns the partitions with a recorded position, including empty ones. */
    public synchronized Set<Integer> partitions() {
        return Set.copyOf(next.keySet());
    }

    /** Returns the next offset to follow. */
    public synchronized long next(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    /**
     * Waits until a partition has been followed up to and including {@code offset}.
     *
     * @return false if the timeout passed first
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
