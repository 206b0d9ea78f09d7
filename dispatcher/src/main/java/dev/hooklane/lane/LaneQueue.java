package dev.hooklane.lane;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits in memory for its lane, oldest first, or earliest event first; replays behind all
 * others, unless the lane is ordered. Used under its lane's lock.
 */
final class LaneQueue {
    private final int countMax;
    private final long bytesMax;
    private final Queue<Queued> replays = new ArrayDeque<>();
    private Queue<Queued> live = new ArrayDeque<>();
    private boolean ordered;
    private long bytes;

    /**
     * @param until when it has waited too long
     */
    record Queued(Work work, long since, long until) {}

    LaneQueue(int countMax, long bytesMax) {
        this.countMax = countMax;
        this.bytesMax = bytesMax;
    }

    void sortByEvent(boolean byEvent) {
        List<Queued> all = Stream.concat(live.stream(), replays.stream()).toList();
        ordered = byEvent;
        replays.clear();
        live =
                byEvent
                        ? new PriorityQueue<>(
                                Comparator.comparing(
                                        queued -> queued.work().delivery().id().value()))
                        : new ArrayDeque<>();
        all.forEach(queued -> queueOf(queued.work()).add(queued));
    }

    private Queue<Queued> queueOf(Work work) {
        return isBehind(work) ? replays : live;
    }

    private boolean isBehind(Work work) {
        return work.isReplayed() && !ordered;
    }

    /** Replays leave half of it to others. */
    boolean hasRoomFor(Work work) {
        int part = isBehind(work) ? 2 : 1;
        return size() < countMax / part && bytes + work.payloadBytes() <= bytesMax / part;
    }

    void add(Queued queued) {
        queueOf(queued.work()).add(queued);
        bytes += queued.work().payloadBytes();
    }

    /** The one whose turn is next. */
    @Nullable Queued head() {
        Queued first = live.peek();
        return first == null ? replays.peek() : first;
    }

    /** The one that has waited too long first. */
    @Nullable Queued firstToGiveUp() {
        Queued first = live.peek();
        Queued replay = replays.peek();
        return first == null || (replay != null && replay.until() < first.until()) ? replay : first;
    }

    /** Takes out one of those two. */
    Work take(Queued queued) {
        Work work = queueOf(queued.work()).remove().work();
        bytes -= work.payloadBytes();
        return work;
    }

    /** Takes out all whose partitions were lost. */
    List<Work> takeLost() {
        List<Work> lost =
                Stream.concat(live.stream(), replays.stream())
                        .map(Queued::work)
                        .filter(work -> !work.partition().owned())
                        .toList();
        live.removeIf(queued -> !queued.work().partition().owned());
        replays.removeIf(queued -> !queued.work().partition().owned());
        lost.forEach(work -> bytes -= work.payloadBytes());
        return lost;
    }

    int size() {
        return live.size() + replays.size();
    }

    /** How many come before it. */
    int ahead(Work work) {
        return isBehind(work) ? size() : live.size();
    }

    boolean isEmpty() {
        return live.isEmpty() && replays.isEmpty();
    }

    /** How long the head has waited. */
    long headAge(long now) {
        Queued head = head();
        return head == null ? 0 : now - head.since();
    }
}
