package dev.hooklane.poll;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.offset.OwnedPartition;
import dev.hooklane.offset.RecentDeliveries;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rounds recently admitted from topics that are written without transactions, by partition
 * number. A manual retry comes from {@code deliveries} and a replay from {@code deliveries.bulk};
 * if both are of the same round, only one may be sent.
 *
 * <p>Only rounds admitted under this ownership count, never those done before it. After a restart
 * the two topics are read again in any order, so of two records of a round the one that was not
 * sent may come first. A restart in between therefore lets both pass, and nothing is lost. Used by
 * the poll loop's thread.
 */
final class AdmittedRounds {
    private final Map<Integer, Numbered> byNumber = new HashMap<>();

    /** The owned partitions of one number. */
    private static final class Numbered {
        private final Map<String, OwnedPartition> owned = new HashMap<>();
        private RecentDeliveries recent = new RecentDeliveries();
    }

    /** Forgets these partition numbers, which were given up. */
    void forget(Set<Integer> numbers) {
        byNumber.keySet().removeAll(numbers);
    }

    /**
     * Remembers the delivery's round; returns false if it was already admitted from another topic.
     */
    boolean add(OwnedPartition partition, Delivery delivery) {
        if (delivery.round() == 0 || !partition.mayRepeat()) {
            // A delivery that was never retried or replayed comes from one topic only.
            return true;
        }
        Numbered numbered =
                byNumber.computeIfAbsent(partition.partition().partition(), _ -> new Numbered());
        OwnedPartition before = numbered.owned.put(partition.partition().topic(), partition);
        if (before != null && before != partition) {
            // The partition is read again: what the former ownership admitted may have to be sent
            // again.
            numbered.recent = new RecentDeliveries();
        }
        return numbered.recent.add(delivery);
    }
}
