package dev.hooklane.bench.load;

import dev.hooklane.bench.receiver.ReceiverProcess;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes as fast as events are delivered, keeping a constant backlog of deliveries in progress.
 * Only the deliveries that the receiver counts belong to the backlog; all others are sent in
 * addition. For one thread.
 */
final class FullSpeed {
    /** Deliveries published and not yet received: about half a second's worth. */
    static final int BACKLOG = 8_192;

    /**
     * A fiftieth of the time for the backlog, so that asking for the count costs almost nothing.
     */
    private static final long PUBLISH_EVERY_NANOS = 10_000_000;

    private final Entrance entrance;
    private final ReceiverProcess receiver;
    private final Audience audience;
    private final long receivedBefore;
    private long events;
    private long counted;

    FullSpeed(Entrance entrance, ReceiverProcess receiver, Audience audience) {
        this.entrance = entrance;
        this.receiver = receiver;
        this.audience = audience;
        this.receivedBefore = receiver.requests();
    }

    /** Publishes for this long. */
    void run(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            long most = receiver.requests() - receivedBefore + BACKLOG;
            while (counted + audience.fanOut() <= most) {
                entrance.publish(audience.account(events), audience.type(events), 0);
                counted += audience.counted(events++);
            }
            LockSupport.parkNanos(PUBLISH_EVERY_NANOS);
        }
    }

    /** Returns what the receiver had counted before. */
    long receivedBefore() {
        return receivedBefore;
    }

    /** Returns the number of published events. */
    long events() {
        return events;
    }

    /** Returns how many of their deliveries the receiver has to count. */
    long counted() {
        return counted;
    }
}
