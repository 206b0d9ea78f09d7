package dev.hooklane.lookup;

import java.util.HashMap;
import java.util.Map;

/**
 * How far a topic was read: for each partition, the offset from which on records are new.
 *
 * @param offsets by partition
 */
public record TailMark(Map<Integer, Long> offsets) {
    public TailMark {
        offsets = Map.copyOf(offsets);
    }

    /** Returns the offset of a partition; 0 for one that did not exist. */
    public long offset(int partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    /** Reports whether this mark is nowhere further than the other. */
    public boolean isUpTo(TailMark other) {
        return offsets.entrySet().stream()
                .allMatch(each -> each.getValue() <= other.offset(each.getKey()));
    }

    /** Returns a mark that is behind this offset, too. */
    public TailMark past(int partition, long offset) {
        Map<Integer, Long> moved = new HashMap<>(offsets);
        moved.merge(partition, offset + 1, Math::max);
        return new TailMark(moved);
    }
}
