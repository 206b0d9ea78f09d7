package dev.hooklane.waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the partitions that an open transaction holds, and since when, by comparing two looks. A
 * transaction in progress moves between two looks. For one thread.
 */
final class HeldPartitions {
    private Map<Integer, Held> latest = Map.of();

    /**
     * How far a partition can be read, and where it ends.
     *
     * @param readable everything before this offset is committed or aborted
     */
    record Bounds(long readable, long end) {}

    /**
     * A partition that did not move.
     *
     * @param offset where the open transaction begins
     * @param records the number of records from there on, including those of other publishers
     * @param since the look that first found it there
     */
    record Held(int partition, long offset, long records, Instant since) {}

    /** Returns the partitions that have not moved since the previous look. */
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
