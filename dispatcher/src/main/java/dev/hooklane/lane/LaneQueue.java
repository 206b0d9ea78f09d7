package dev.hooklane.lane;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits in memory for its lane, oldest first, or earliest event first. Used under its lane's
 * lock.
 */
final class LaneQueue {
    private final int countMax;
    private final long bytesMax;
    private Queue<Queued> queue = new ArrayDeque<>();
    private long bytes;

    /**
     * @param until when it has waited too long
     */
    record Queued(Work work, long since, long until) {}

    LaneQueue(int countMax, long bytesMax) {
        this.countMax = countMax;
        this.bytesMax = bytesMax;
    }

    void sortByEvent(boolean ordered) {
        Queue<Queued> sorted =
                ordered
                        ? new PriorityQueue<>(
                                Comparator.comparing(
                                        queued -> queued.work().delivery().id().value()))
                        : new ArrayDeque<>();
        sorted.addAll(queue);
        queue = sorted;
    }

    boolean hasRoomFor(Work work) {
        return queue.size() < countMax && bytes + work.payloadBytes() <= bytesMax;
    }

    void add(Queued queued) {
        queue.add(queued);
        bytes += queued.work().payloadBytes();
    }

    @Nullable Queued head() {
        return queue.peek();
    }

    Work take() {
        Work work = queue.remove().work();
        bytes -= work.payloadBytes();
        return work;
    }

    int size() {
        return queue.size();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** How long the head has waited. */
    long headAge(long now) {
        Queued head = queue.peek();
        return head == null ? 0 : now - head.since();
    }
}
