package dev.hooklane.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How a group's committed offset fits one partition. Decided without I/O.
 *
 * @param begin the first offset that the log holds
 * @param end the offset after its last one
 */
record PartitionProgress(TopicPartition partition, long begin, long end, State state) {
    /** How the committed offset fits the log. */
    sealed interface State {
        /** The offset lies within the log. */
        record Fits() implements State {}

        /** The group has never read here, so it can't do anything twice. */
        record New() implements State {}

        /** The group has read here, the log holds records, and nothing shows how far it got. */
        record Lost() implements State {}

        /** The log ends below the committed offset: it is another log, or its end was lost. */
        record BeyondEnd(long committed) implements State {}

        /**
         * The log begins above the committed offset: the records between were deleted before they
         * were done.
         */
        record BelowStart(long committed) implements State {}
    }

    /** A partition as the brokers report it. */
    record Seen(TopicPartition partition, long begin, long end, OptionalLong committed) {}

    /** Reports whether the group can't continue here by itself. */
    boolean isLost() {
        return state instanceof State.Lost || state instanceof State.BeyondEnd;
    }

    /** Reports whether an offset must still be committed, so that a later loss is recognised. */
    boolean isNew() {
        return state instanceof State.New;
    }

    /** Reports whether there are records that the group has never read, and begins with. */
    boolean isNewWithRecords() {
        return isNew() && end > begin;
    }

    /** Describes the partition for an operator. */
    String text() {
        return switch (state) {
            case State.Fits _ -> "%s is as it should be".formatted(partition);
            case State.New _ ->
                    "%s holds offsets %d to %d, and the group has never read there"
                            .formatted(partition, begin, end - 1);
            case State.Lost _ ->
                    "%s holds offsets %d to %d, and the group has no offset there"
                            .formatted(partition, begin, end - 1);
            case State.BeyondEnd(long committed) ->
                    "%s holds offsets %d to %d, and the group's offset is %d, beyond its end"
                            .formatted(partition, begin, end - 1, committed);
            case State.BelowStart(long committed) ->
                    "%s begins at offset %d, and the group's offset is %d: up to %d records were deleted undone"
                            .formatted(partition, begin, committed, begin - committed);
        };
    }

    /**
     * Judges the partitions that one group reads.
     *
     * @param hasWritten whether there are records on the topics that only this group's work writes
     *     to
     */
    static Collection<PartitionProgress> of(Collection<Seen> partitions, boolean hasWritten) {
        Map<String, Integer> highest = new HashMap<>();
        for (Seen seen : partitions) {
            if (seen.committed().isPresent()) {
                highest.merge(seen.partition().topic(), seen.partition().partition(), Math::max);
            }
        }
        boolean begun = hasWritten || !highest.isEmpty();
        Map<String, PartitionProgress> judged = new TreeMap<>();
        for (Seen seen : partitions) {
            Integer last = highest.get(seen.partition().topic());
            // New partitions are added after the last one, and begin empty.
            boolean added =
                    last != null && seen.partition().partition() > last && seen.begin() == 0;
            judged.put(
                    "%s-%06d".formatted(seen.partition().topic(), seen.partition().partition()),
                    new PartitionProgress(
                            seen.partition(), seen.begin(), seen.end(), state(seen, begun, added)));
        }
        return judged.values();
    }

    private static State state(Seen seen, boolean begun, boolean added) {
        if (seen.committed().isEmpty()) {
            boolean holdsNothing = seen.begin() == seen.end();
            return holdsNothing || !begun || added ? new State.New() : new State.Lost();
        }
        long committed = seen.committed().getAsLong();
        if (committed > seen.end()) {
            return new State.BeyondEnd(committed);
        }
        return committed < seen.begin() ? new State.BelowStart(committed) : new State.Fits();
    }
}
