package dev.hooklane.waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which partitions are held by an open transaction, and since when, from one look to the
 * next. What is only on its way moves between two looks. For one thread.
 */
final class HeldPartitions {
    private Map<Integer, Held> latest = Map.of();

    /**
     * How far a partition can be read, and how far it goes.
     *
     * @param readable all that stands before it is committed or aborted
     */
    record Bounds(long readable, long end) {}

    /**
     * One that did not move.
     *
     * @param offset where the open transaction begins
     * @param records from there on, those of others among them
     * @param since the look that first found it there
     */
    record Held(int partition, long offset, long records, Instant since) {}

    /** Those that stand where they stood at the look before. */
    List<Held> looked(Map<Integer, Bounds> bounds, Instant now) {
        Map<Integer, Held> found = new HashMap<>();
        List<Held> held = new ArrayList<>();
        bounds.forEach((partition, at) -> {
            if (at.end() > at.readable()) {
                Held before = latest.get(partition);
                Instant since =
                        before != null && before.offset() == at.readable() ? before.since() : now;
                Held here = new Held(partition, at.readable(), at.end() - at.readable(), since);
                found.put(partition, here);
                if (since.isBefore(now)) {
                    held.add(here);
                }
            }
        });
        latest = found;
        return held;
    }
}
