package dev.hooklane.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How many events are published in a minute, from how far the events topic grew between looks. It
 * is known from the second look on. Any thread may use it.
 */
final class PublishedPace {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The shortest time from which a pace may be inferred. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final int LOOKS_MAX = 120;

    private final LongSupplier nanos;
    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long nanos, long published) {}

    /**
     * @param nanos a steady clock
     */
    PublishedPace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Returns the number of events in a minute.
     *
     * @param published how many there have ever been
     */
    synchronized OptionalLong perMinute(long published) {
        long now = nanos.getAsLong();
        // The last look before the window is kept, unless that was long ago.
        looks.removeIf(each -> now - each.nanos() > 2 * WINDOW.toNanos());
        while (looks.size() >= LOOKS_MAX) {
            looks.removeFirst();
        }
        looks.addLast(new Look(now, published));
        Look first = looks.getFirst();
        for (Look each : looks) {
            if (now - each.nanos() >= WINDOW.toNanos()) {
                first = each;
            }
        }
        long span = now - first.nanos();
        return span < LEAST.toNanos() || published < first.published()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.round(
                                (published - first.published())
                                        * (double) WINDOW.toNanos()
                                        / span));
    }
}
