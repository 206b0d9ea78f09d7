package dev.hooklane.lane;

import java.util.Map;
import java.util.TreeMap;

/**
 * The deliveries of an ordered endpoint that wait elsewhere, in a retry or parked topic: no later
 * one starts before them. Delivery ids sort by the time of their events. Used under its lane's
 * lock.
 */
final class DeliveryOrder {
    /** About 2 MB; deliveries beyond that are not waited for. */
    static final int TRACKED_MAX = 10_000;

    /** A delivery this overdue belongs to another instance by now, or is gone. */
    private static final long GIVEN_UP_AFTER_NANOS = 60_000_000_000L;

    private final TreeMap<String, Long> away = new TreeMap<>();

    /** Takes note that a delivery waits elsewhere, and comes back at about {@code dueAt}. */
    void left(String delivery, long dueAt) {
        if (away.size() < TRACKED_MAX || away.containsKey(delivery)) {
            away.put(delivery, dueAt);
        }
    }

    /** Takes note that a delivery came back. */
    void came(String delivery) {
        away.remove(delivery);
    }

    /** Reports whether an earlier delivery is away, so that this one may not start. */
    boolean holds(String delivery, long nowNanos) {
        forget(nowNanos);
        return !away.isEmpty() && away.firstKey().compareTo(delivery) < 0;
    }

    /** Returns how long until the first delivery comes back; 0 if it is due or nothing is away. */
    long untilFirstNanos(long nowNanos) {
        Map.Entry<String, Long> first = away.firstEntry();
        return first == null ? 0 : Math.max(0, first.getValue() - nowNanos);
    }

    /** Reports whether nothing is away, apart from deliveries long overdue. */
    boolean isEmpty(long nowNanos) {
        forget(nowNanos);
        return away.isEmpty();
    }

    void forgetAll() {
        away.clear();
    }

    private void forget(long nowNanos) {
        while (!away.isEmpty() && nowNanos - away.firstEntry().getValue() > GIVEN_UP_AFTER_NANOS) {
            away.pollFirstEntry();
        }
    }
}
