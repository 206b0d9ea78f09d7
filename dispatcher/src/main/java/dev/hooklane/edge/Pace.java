package dev.hooklane.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often the connections of strangers are read: so many times a second for each address. What
 * comes faster waits in the network's buffers, where it costs no thread and no heap. Any thread may
 * call.
 */
final class Pace {
    /** A read waits no longer than this, however many come before it. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    /** Reads that may come at once, in seconds of the rate. */
    private static final int BURST_SECONDS = 2;

    private static final int ADDRESSES_MAX = 10_000;

    private final long intervalNanos;
    private final long burstNanos;
    private final LongSupplier nanos;

    /**
     * When each address would have nothing left to wait for; the one unused for longest is first.
     */
    private final LinkedHashMap<String, Long> settled = new LinkedHashMap<>(16, 0.75f, true);

    Pace(int readsPerSecond, LongSupplier nanos) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / readsPerSecond;
        this.burstNanos = TimeUnit.SECONDS.toNanos(BURST_SECONDS);
        this.nanos = nanos;
    }

    /** Counts a read of an address, and returns for how many nanoseconds it has to wait. */
    synchronized long take(String address) {
        long now = nanos.getAsLong();
        long next = settledAt(address, now) + intervalNanos;
        long wait = Math.clamp(next - now - burstNanos, 0, LONGEST.toNanos());
        settled.put(address, Math.min(next, now + burstNanos + LONGEST.toNanos()));
        forgetOldest();
        return wait;
    }

    /** Takes note that this many reads were not a stranger's after all. */
    synchronized void giveBack(String address, int reads) {
        settled.computeIfPresent(address, (_, at) -> at - reads * intervalNanos);
    }

    private long settledAt(String address, long now) {
        Long at = settled.get(address);
        return at == null || at - now < 0 ? now : at;
    }

    private void forgetOldest() {
        if (settled.size() > ADDRESSES_MAX) {
            Map.Entry<String, Long> oldest = settled.firstEntry();
            settled.remove(oldest.getKey());
        }
    }
}
