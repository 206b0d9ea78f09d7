package dev.hooklane.bench.load;

import dev.hooklane.bench.installation.Books;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.producer.EventPublisher;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Sends events down the full road and checks that they arrive: at full speed, or by a schedule.
 *
 * <p><b>Full speed</b> is a steady state. One thread publishes, and pauses whenever {@link
 * FullSpeed#BACKLOG} deliveries are in progress. So publishing, fanning out, delivering and
 * recording all run at the same time and share the cores. The measured time runs from the first
 * publish until the offsets of all deliveries are committed. It includes the last half second, in
 * which nothing new is published.
 *
 * <p><b>By a schedule</b>, the n-th event has its time, even if earlier ones were late. Its latency
 * counts from that time, not from when it was really published. So every event that a stall delays
 * sees the stall: this corrects for coordinated omission.
 */
public final class RoadLoad {
    /** A delivery that is parked before anything is compiled comes back within 70 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long LOOK_EVERY_NANOS = 1_000_000;

    private final Entrance entrance;
    private final ReceiverProcess receiver;
    private final Books books;

    public RoadLoad(EventPublisher publisher, ReceiverProcess receiver, Books books) {
        this(Entrance.of(publisher), receiver, books);
    }

    public RoadLoad(Entrance entrance, ReceiverProcess receiver, Books books) {
        this.entrance = entrance;
        this.receiver = receiver;
        this.books = books;
    }

    /**
     * The result of publishing at full speed.
     *
     * @param requests that the receiver got; more than deliveries if some were repeated
     */
    public record Stretch(long deliveries, long requests, Duration took) {
        public double perSecond() {
            return deliveries * 1e9 / took.toNanos();
        }
    }

    /**
     * Publishes at full speed for this long, and waits until everything is delivered and committed.
     * Call {@link #verify} afterwards.
     */
    public Stretch atFullSpeed(Audience audience, Duration duration) throws InterruptedException {
        long before = arrived();
        FullSpeed load = new FullSpeed(entrance, receiver, audience);
        long start = System.nanoTime();
        load.run(duration);
        long deliveries = load.events() * audience.fanOut();
        await(this::arrived, before + deliveries);
        books.awaitCommitted(PATIENCE);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Stretch(deliveries, arrived() - before, took);
    }

    /**
     * Returns how many counted requests per second arrive in a steady state at full speed, after an
     * unmeasured time. Deliveries that are not counted are not checked.
     */
    public double steadyRate(Audience audience, Duration unmeasured, Duration measured) {
        FullSpeed load = new FullSpeed(entrance, receiver, audience);
        load.run(unmeasured);
        long before = receiver.requests();
        long start = System.nanoTime();
        load.run(measured);
        double rate = (receiver.requests() - before) * 1e9 / (System.nanoTime() - start);
        await(receiver::requests, load.receivedBefore() + load.counted());
        return rate;
    }

    /** Checks that the history has the deliveries made at full speed, each once. */
    public void verify(Stretch stretch) {
        books.expectDelivered(stretch.deliveries());
    }

    /** Waits until all outcomes so far are committed. */
    public void settle() throws InterruptedException {
        books.awaitCommitted(PATIENCE);
    }

    /** Delivers at full speed for this long. */
    public void warmUp(Audience audience, Duration duration) throws InterruptedException {
        verify(atFullSpeed(audience, duration));
    }

    /**
     * Publishes by a schedule and returns the latencies, once all events are delivered and
     * recorded.
     */
    public Latencies bySchedule(Audience audience, OpenLoop schedule) throws InterruptedException {
        long before = arrived();
        Latencies latencies = countedBySchedule(audience, schedule);
        await(this::arrived, before + schedule.events() * audience.fanOut());
        books.awaitCommitted(PATIENCE);
        books.expectDelivered(schedule.events() * audience.fanOut());
        return latencies;
    }

    /** Does the same, but waits only for the counted deliveries. */
    public Latencies countedBySchedule(Audience audience, OpenLoop schedule) {
        long before = receiver.requests();
        var _ = receiver.takeLatencies();
        schedule.publish(entrance, receiver, audience);
        await(receiver::requests, before + schedule.countedOf(audience));
        return new Latencies(receiver.takeLatencies());
    }

    /** Returns the requests answered with 200, whether the receiver counts them or not. */
    private long arrived() {
        return receiver.requests() + receiver.requestsAside();
    }

    private static void await(LongSupplier received, long count) {
        long before = received.getAsLong();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long now = before; now < count; now = received.getAsLong()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException(
                        "%d requests were still to come, %d of them did not within %s"
                                .formatted(count - before, count - now, PATIENCE));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
