package dev.hooklane.lane;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the lanes hold in memory, in flight or queued, against its bounds. Any thread may use it.
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

    /** The bound that is reached, besides so many outcomes that are not committed. */
    Optional<Bound> reached(int uncommitted, long uncommittedBytes) {
        if (count.get() + uncommitted >= settings.maxAdmitted()) {
            return Optional.of(Bound.ADMITTED);
        }
        return bytes.get() + uncommittedBytes >= settings.maxAdmittedBytes()
                ? Optional.of(Bound.ADMITTED_BYTES)
                : Optional.empty();
    }

    /** Whether it is less than such a part of what it may be. */
    boolean isLessThanOneIn(int part) {
        return count.get() < settings.maxAdmitted() / part
                && bytes.get() < settings.maxAdmittedBytes() / part;
    }
}
