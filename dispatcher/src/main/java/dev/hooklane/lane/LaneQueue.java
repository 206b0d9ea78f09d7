package dev.hooklane.lane;

import dev.hooklane.attempt.Work;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that wait in memory for their lane, oldest first, with replays behind all others.
 * In an ordered lane the earliest event comes first, replays included. Used under its lane's lock.
 */
final class LaneQueue {
    private final int countMax;
    private final long bytesMax;
    private final Queue<Queued> replays = new ArrayDeque<>();
    private Queue<Queued> live = new ArrayDeque<>();
    private boolean ordered;
    private long bytes;

    /**
     * @param until when it will have waited too long
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

    /** Reports whether there is room; replays leave half of it to others. */
    boolean hasRoomFor(Work work) {
        int part = isBehind(work) ? 2 : 1;
        return size() < countMax / part && bytes + work.payloadBytes() <= bytesMax / part;
    }

    void add(Queued queued) {
        queueOf(queued.work()).add(queued);
        bytes += queued.work().payloadBytes();
    }

    /** Returns the delivery whose turn is next. */
    @Nullable Queued head() {
        Queued first = live.peek();
        return first == null ? replays.peek() : first;
    }

    /** Returns the delivery that is the first to have waited too long. */
    @Nullable Queued firstToGiveUp() {
        Queued first = live.peek();
        Queued replay = replays.peek();
        return first == null || (replay != null && replay.until() < first.until()) ? replay : first;
    }

    /** Takes out the delivery that {@link #head} or {@link #firstToGiveUp} returned. */
    Work take(Queued queued) {
        Work work = queueOf(queued.work()).remove().work();
        bytes -= work.payloadBytes();
        return work;
    }

    /** Takes out all deliveries whose partitions were lost. */
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

    /** Returns how many come before this delivery. */
    int ahead(Work work) {
        return isBehind(work) ? size() : live.size();
    }

    boolean isEmpty() {
        return live.isEmpty() && replays.isEmpty();
    }

    /** Returns how long the head has waited. */
    long headAgeNanos(long nowNanos) {
        Queued head = head();
        return head == null ? 0 : nowNanos - head.since();
    }
}
