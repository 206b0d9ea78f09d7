package dev.hooklane.bench;

import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.producer.EventPublisher;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends events down the full road and sees that they arrive: at full speed, or by a schedule.
 *
 * <p><b>Full speed</b> is a steady state: one thread publishes and stops whenever {@link #BACKLOG}
 * deliveries are on the road, so that publishing, fanning out, delivering and recording all run at
 * the same time and share the cores. The time runs from the first publish until the offsets of all
 * deliveries are committed, the last half second included in which nothing new is published.
 *
 * <p><b>By a schedule</b> the n-th event has its time whether or not the ones before it were late,
 * and its latency counts from that time, not from when it was really published. So a stall is seen
 * by every event that it delayed, which is what correcting for coordinated omission means.
 */
final class RoadLoad {
    /** Deliveries published and not received: about half a second's worth. */
    static final int BACKLOG = 8_192;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_NANOS = 1_000_000;

    /** A fiftieth of the backlog's time, so that asking for the count costs nothing. */
    private static final long PUBLISH_EVERY_NANOS = 10_000_000;

    private final EventPublisher publisher;
    private final ReceiverProcess receiver;
    private final Books books;

    RoadLoad(EventPublisher publisher, ReceiverProcess receiver, Books books) {
        this.publisher = publisher;
        this.receiver = receiver;
        this.books = books;
    }

    /**
     * What a stretch at full speed came to.
     *
     * @param requests that the receiver got; more than deliveries if some came twice
     */
    record Stretch(long deliveries, long requests, Duration took) {
        double perSecond() {
            return deliveries * 1e9 / took.toNanos();
        }
    }

    /**
     * Publishes for so long at full speed and waits for the end of the road; {@link #verify} is
     * still to be called.
     */
    Stretch atFullSpeed(Audience audience, Duration duration) throws InterruptedException {
        long before = receiver.requests();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        long published = 0;
        while (System.nanoTime() < end) {
            long received = receiver.requests() - before;
            long room = (BACKLOG - (published * audience.fanOut() - received)) / audience.fanOut();
            for (long i = 0; i < room; i++) {
                publish(audience, published++, 0);
            }
            LockSupport.parkNanos(PUBLISH_EVERY_NANOS);
        }
        long deliveries = published * audience.fanOut();
        awaitReceived(before + deliveries);
        books.awaitCommitted(PATIENCE);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Stretch(deliveries, receiver.requests() - before, took);
    }

    /** Sees in the history that what was delivered at full speed is there, each delivery once. */
    void verify(Stretch stretch) {
        books.expectDelivered(stretch.deliveries());
    }

    /** Works at full speed for so long. */
    void warmUp(Audience audience, Duration duration) throws InterruptedException {
        verify(atFullSpeed(audience, duration));
    }

    /**
     * Publishes evenly spaced events and tells their latencies in nanoseconds, once all of them
     * have been delivered.
     *
     * @param unmeasured how long it goes on before latencies count
     */
    Histogram bySchedule(Audience audience, int perSecond, Duration unmeasured, Duration measured)
            throws InterruptedException {
        long before = receiver.requests();
        var _ = receiver.takeLatencies();
        long events = publishBySchedule(audience, perSecond, unmeasured, measured);
        awaitReceived(before + events * audience.fanOut());
        books.awaitCommitted(PATIENCE);
        books.expectDelivered(events * audience.fanOut());
        return receiver.takeLatencies();
    }

    /**
     * Publishes evenly spaced events.
     *
     * @param unmeasured how long it goes on before they carry their time
     * @return how many there were in all
     */
    long publishBySchedule(
            Audience audience, int perSecond, Duration unmeasured, Duration measured) {
        long interval = 1_000_000_000L / perSecond;
        long first = unmeasured.toNanos() / interval;
        long last = first + measured.toNanos() / interval;
        long start = receiver.nanoTime();
        for (long n = 0; n < last; n++) {
            long time = start + n * interval;
            for (long early = time - receiver.nanoTime();
                    early > 0;
                    early = time - receiver.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            publish(audience, n, n < first ? 0 : time);
        }
        return last;
    }

    private void publish(Audience audience, long n, long sentAtNanos) {
        var _ =
                publisher.publish(
                        audience.account(n), EventSource.event(audience.type(n), sentAtNanos));
    }

    private void awaitReceived(long count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long received = receiver.requests();
                received < count;
                received = receiver.requests()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException(
                        "%d of %d requests came within %s".formatted(received, count, PATIENCE));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
