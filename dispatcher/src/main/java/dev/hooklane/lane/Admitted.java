package dev.hooklane.lane;

import dev.hooklane.attempt.Work;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the deliveries that the lanes hold in memory, in flight or queued, against their bounds.
 * Any thread may use it.
 */
final class Admitted {
    private final LaneSettings settings;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Admitted(LaneSettings settings) {
        this.settings = settings;
    }

    void add(Work work) {
        count.incrementAndGet();
        bytes.addAndGet(work.payloadBytes());
    }

    void remove(Work work) {
        count.decrementAndGet();
        bytes.addAndGet(-work.payloadBytes());
    }

    int count() {
        return count.get();
    }

    /** Returns the bound that is reached, counting uncommitted outcomes too. */
    Optional<Bound> reached(int uncommitted, long uncommittedBytes) {
        if (count.get() + uncommitted >= settings.maxAdmitted()) {
            return Optional.of(Bound.ADMITTED);
        }
        return bytes.get() + uncommittedBytes >= settings.maxAdmittedBytes()
                ? Optional.of(Bound.ADMITTED_BYTES)
                : Optional.empty();
    }

    /** Reports whether the lanes are less than 1/{@code part} full. */
    boolean isLessThanOneIn(int part) {
        return count.get() < settings.maxAdmitted() / part
                && bytes.get() < settings.maxAdmittedBytes() / part;
    }
}
