package dev.hooklane.lane;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which deliveries of an ordered endpoint wait elsewhere, in a retry or parked topic: nothing later
 * starts before them. Ids of deliveries sort by their events' times. Used under its lane's lock.
 */
final class DeliveryOrder {
    /** About 2 MB; those beyond are not waited for. */
    static final int TRACKED_MAX = 10_000;

    /** One that has not come back so long after its time is somebody else's now, or gone. */
    private static final long GIVEN_UP_AFTER_NANOS = 60_000_000_000L;

    private final TreeMap<String, Long> away = new TreeMap<>();

    /** It waits elsewhere, and comes back about then. */
    void left(String delivery, long dueAt) {
        if (away.size() < TRACKED_MAX || away.containsKey(delivery)) {
            away.put(delivery, dueAt);
        }
    }

    /** It came back. */
    void came(String delivery) {
        away.remove(delivery);
    }

    /** Whether an earlier one is away, so that this one may not start. */
    boolean holds(String delivery, long now) {
        forget(now);
        return !away.isEmpty() && away.firstKey().compareTo(delivery) < 0;
    }

    /** How long until the first comes back; 0 if it is due or nothing is away. */
    long untilFirst(long now) {
        Map.Entry<String, Long> first = away.firstEntry();
        return first == null ? 0 : Math.max(0, first.getValue() - now);
    }

    /** Whether nothing is away, or ought to be back for long. */
    boolean isEmpty(long now) {
        forget(now);
        return away.isEmpty();
    }

    void forgetAll() {
        away.clear();
    }

    private void forget(long now) {
        while (!away.isEmpty() && now - away.firstEntry().getValue() > GIVEN_UP_AFTER_NANOS) {
            away.pollFirstEntry();
        }
    }
}
