package dev.hooklane.delay;

import java.util.ArrayDeque;
import java.util.OptionalLong;

/**
 * What was read from one partition and not yet taken, in offset order, each with its due time.
 *
 * <p>Used by one thread. Times are those of one clock that never steps. Due times never fall: after
 * a broker's clock that stepped back, a record is due when the one before it was.
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

    /** Whether the oldest is due at this time. */
    public boolean dueAt(long nowNanos) {
        Held<T> head = queue.peekFirst();
        return head != null && head.dueAtNanos <= nowNanos;
    }

    /** The oldest, which stays. */
    public T head() {
        return queue.getFirst().record;
    }

    /** The oldest, which goes. */
    public T take() {
        return queue.removeFirst().record;
    }

    /** When the oldest is due; empty when nothing is held. */
    public OptionalLong nextDueNanos() {
        Held<T> head = queue.peekFirst();
        return head == null ? OptionalLong.empty() : OptionalLong.of(head.dueAtNanos);
    }
}
