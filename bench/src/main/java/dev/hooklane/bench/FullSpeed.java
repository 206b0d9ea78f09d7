package dev.hooklane.bench;

import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.producer.EventPublisher;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes as fast as events are delivered: as many as keep a backlog of deliveries on the road.
 * Only those that the receiver counts are in the backlog; all others come along. For one thread.
 */
final class FullSpeed {
    /** Deliveries published and not received: about half a second's worth. */
    static final int BACKLOG = 8_192;

    /** A fiftieth of the backlog's time, so that asking for the count costs nothing. */
    private static final long PUBLISH_EVERY_NANOS = 10_000_000;

    private final EventPublisher publisher;
    private final ReceiverProcess receiver;
    private final Audience audience;
    private final long receivedBefore;
    private long events;
    private long counted;

    FullSpeed(EventPublisher publisher, ReceiverProcess receiver, Audience audience) {
        this.publisher = publisher;
        this.receiver = receiver;
        this.audience = audience;
        this.receivedBefore = receiver.requests();
    }

    /** Goes on for so long. */
    void run(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            long most = receiver.requests() - receivedBefore + BACKLOG;
            while (counted + audience.fanOut() <= most) {
                var _ =
                        publisher.publish(
                                audience.account(events),
                                EventSource.event(audience.type(events), 0));
                counted += audience.counted(events++);
            }
            LockSupport.parkNanos(PUBLISH_EVERY_NANOS);
        }
    }

    /** What the receiver had counted before. */
    long receivedBefore() {
        return receivedBefore;
    }

    /** How many events were published. */
    long events() {
        return events;
    }

    /** How many of their deliveries the receiver is to count. */
    long counted() {
        return counted;
    }
}
