package dev.hooklane.tunnel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Since when a proxy has connected to an address no more. A proxy that is in trouble and one whose
 * target is down give the same answer, so the target is to blame only once others have been
 * connected to for long. Any thread may use it.
 */
final class Refusals {
    static final Duration BLAMED_AFTER = Duration.ofMinutes(10);
    static final Duration OTHERS_LATELY = Duration.ofMinutes(1);

    /** An address that was not asked for in between is not known to have been refused. */
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(3);

    static final int MAX_ADDRESSES = 10_000;

    private final Map<Object, Span> refused = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private volatile long openedNanos;
    private volatile boolean opened;

    /** The first and the last refusal of a row. */
    private record Span(long first, long last) {}

    Refusals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    int size() {
        return refused.size();
    }

    void opened(Object target) {
        openedNanos = nanoTime.getAsLong();
        opened = true;
        refused.remove(target);
    }

    /** Takes note of a refusal; returns whether the target is to blame for it. */
    boolean refused(Object target) {
        long now = nanoTime.getAsLong();
        if (refused.size() >= MAX_ADDRESSES && !refused.containsKey(target)) {
            refused.clear();
        }
        Span span =
                refused.merge(
                        target,
                        new Span(now, now),
                        (before, _) ->
                                now - before.last() > FORGOTTEN_AFTER.toNanos()
                                        ? new Span(now, now)
                                        : new Span(before.first(), now));
        return opened
                && now - span.first() >= BLAMED_AFTER.toNanos()
                && now - openedNanos < OTHERS_LATELY.toNanos();
    }
}
