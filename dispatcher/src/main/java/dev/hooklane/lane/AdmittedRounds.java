package dev.hooklane.lane;

import dev.hooklane.delivery.Delivery;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rounds that were admitted lately from any topic that is written without transactions, by
 * partition number: a manual retry comes from {@code deliveries}, a replay from {@code
 * deliveries.bulk}, and both of the same round are one too many.
 *
 * <p>Only what this ownership admitted counts, never what was done before: two topics are read anew
 * in any order, and of two records of a round the one that was not sent might come first. So a
 * restart in between lets both pass, and nothing is lost. Used by the poll loop's thread.
 */
final class AdmittedRounds {
    private final Map<Integer, Numbered> byNumber = new HashMap<>();

    /** The partitions of one number. */
    private static final class Numbered {
        private final Map<String, OwnedPartition> owned = new HashMap<>();
        private RecentDeliveries recent = new RecentDeliveries();
    }

    /** The partitions of these numbers were given up. */
    void forget(Set<Integer> numbers) {
        byNumber.keySet().removeAll(numbers);
    }

    /** Remembers the delivery's round; false if it was admitted from another topic already. */
    boolean add(OwnedPartition partition, Delivery delivery) {
        if (delivery.round() == 0 || !partition.mayRepeat()) {
            // What was never retried or replayed comes from one topic only.
            return true;
        }
        Numbered numbered =
                byNumber.computeIfAbsent(partition.partition().partition(), _ -> new Numbered());
        OwnedPartition before = numbered.owned.put(partition.partition().topic(), partition);
        if (before != null && before != partition) {
            // It is read anew: what the former ownership admitted may have to be sent again.
            numbered.recent = new RecentDeliveries();
        }
        return numbered.recent.add(delivery);
    }
}
