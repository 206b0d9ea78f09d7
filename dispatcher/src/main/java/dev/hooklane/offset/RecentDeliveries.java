package dev.hooklane.offset;

import dev.hooklane.delivery.Delivery;
import java.util.HashSet;
import java.util.Set;

/**
 * The deliveries that came from one partition recently, by id and round. A fan-out that crashed
 * repeats its last ones, and two clicks retry the same dead letter twice; neither may be sent
 * twice.
 *
 * <p>Remembers at least the last {@link #REMEMBERED}, at most twice as many. Used by one thread.
 */
public final class RecentDeliveries {
    /**
     * More than the fan-out writes to one partition between two of its commits; a new owner reads
     * this many offsets back to learn them.
     */
    static final int REMEMBERED = 8_192;

    private Set<String> current = new HashSet<>();
    private Set<String> before = Set.of();

    /** Remembers the delivery's round; returns false if it was remembered already. */
    public boolean add(Delivery delivery) {
        String key = key(delivery);
        if (before.contains(key) || !current.add(key)) {
            return false;
        }
        if (current.size() >= REMEMBERED) {
            before = current;
            current = new HashSet<>();
        }
        return true;
    }

    private static String key(Delivery delivery) {
        String id = delivery.id().value();
        return delivery.round() == 0 ? id : id + "#" + delivery.round();
    }
}
