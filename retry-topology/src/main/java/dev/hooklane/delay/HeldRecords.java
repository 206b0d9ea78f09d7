package dev.hooklane.delay;

import java.util.ArrayDeque;
import java.util.OptionalLong;

/**
 * The records read from one partition and not yet taken, in offset order, each with its due time.
 *
 * <p>For use by one thread. All times are from one clock that never steps. Due times never
 * decrease: if a broker's clock stepped back, a record is due at the same time as the one before
 * it.
 */
public final class HeldRecords<T> {
    private record Held<T>(T record, long dueAtNanos) {}

    private final ArrayDeque<Held<T>> queue = new ArrayDeque<>();
    private long latestDue = Long.MIN_VALUE;

    public void add(T record, long dueAtNanos) {
        latestDue = Math.max(latestDue, dueAtNanos);
        queue.addLast(new Held<>(record, latestDue));
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    public int size() {
        return queue.size();
    }

    /** Reports whether the oldest record is due at {@code nowNanos}. */
    public boolean dueAt(long nowNanos) {
        Held<T> head = queue.peekFirst();
        return head != null && head.dueAtNanos <= nowNanos;
    }

    /** Returns the oldest record without removing it. */
    public T head() {
        return queue.getFirst().record;
    }

    /** Removes and returns the oldest record. */
    public T take() {
        return queue.removeFirst().record;
    }

    /** Returns when the oldest record is due; empty if there is none. */
    public OptionalLong nextDueNanos() {
        Held<T> head = queue.peekFirst();
        return head == null ? OptionalLong.empty() : OptionalLong.of(head.dueAtNanos);
    }
}
