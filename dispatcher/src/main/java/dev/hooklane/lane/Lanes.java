package dev.hooklane.lane;

import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All lanes of this instance. A lane exists while it has work, so an endpoint without deliveries
 * costs nothing.
 *
 * <pre>
 * poll loop ── submit ─▶ lane ── a virtual thread an attempt ─▶ finished ── pollFinished ─▶ poll loop
 * </pre>
 *
 * The poll loop submits and collects; virtual threads run the attempts, and when one ends, the same
 * thread takes the next of its lane. Nobody waits for anybody: both hand-offs are queues, and what
 * is in them is bounded by {@link LaneSettings#maxAdmitted}.
 */
final class Lanes implements AutoCloseable {
    private final LaneSettings settings;
    private final AttemptRunner runner;
    private final ConcurrentHashMap<EndpointId, Lane> lanes = new ConcurrentHashMap<>();
    private final Queue<Outcome> finished = new ConcurrentLinkedQueue<>();
    private final ExecutorService attempts =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("attempt-", 0).factory());
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicLong admittedBytes = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean closed;

    Lanes(LaneSettings settings, AttemptRunner runner) {
        this.settings = settings;
        this.runner = runner;
    }

    /** Whether one more may be submitted, besides so many outcomes that are not committed yet. */
    boolean hasRoom(int uncommitted) {
        return admitted.get() + uncommitted < settings.maxAdmitted()
                && admittedBytes.get() < settings.maxAdmittedBytes();
    }

    /** Whether there is so much room that what is not urgent may be submitted too. */
    boolean hasRoomToSpare() {
        return admitted.get() < settings.maxAdmitted() / 4
                && admittedBytes.get() < settings.maxAdmittedBytes() / 4;
    }

    /** Starts the work, or queues it behind its endpoint's others. */
    void submit(Work work) {
        admitted.incrementAndGet();
        admittedBytes.addAndGet(work.payloadBytes());
        EndpointId endpoint = work.delivery().endpoint();
        boolean[] start = new boolean[1];
        lanes.compute(
                endpoint,
                (_, lane) -> {
                    Lane known = lane == null ? new Lane(settings.inFlightPerEndpoint()) : lane;
                    start[0] = known.offer(work);
                    return known;
                });
        if (start[0]) {
            inFlight.incrementAndGet();
            attempts.execute(() -> run(work));
        }
    }

    /** What has finished since the last call, in no particular order. */
    @Nullable Outcome pollFinished() {
        return finished.poll();
    }

    int inFlight() {
        return inFlight.get();
    }

    /** In flight, or queued behind those in flight. */
    int admitted() {
        return admitted.get();
    }

    long admittedBytes() {
        return admittedBytes.get();
    }

    private void run(Work first) {
        @Nullable Work work = first;
        while (work != null) {
            try {
                if (work.partition().owned() && !closed) {
                    finished.add(runner.run(work));
                }
            } finally {
                admitted.decrementAndGet();
                admittedBytes.addAndGet(-work.payloadBytes());
                work = next(work.delivery().endpoint());
            }
        }
        inFlight.decrementAndGet();
    }

    private @Nullable Work next(EndpointId endpoint) {
        @Nullable Work[] next = new Work[1];
        lanes.computeIfPresent(
                endpoint,
                (_, lane) -> {
                    next[0] = lane.next();
                    return lane.isIdle() ? null : lane;
                });
        return next[0];
    }

    /**
     * Starts nothing more and waits for what is in flight.
     *
     * @return false if some is still in flight when the time is over
     */
    boolean drain(Duration timeout) throws InterruptedException {
        closed = true;
        attempts.shutdown();
        return attempts.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts nothing more; what is in flight ends by its own timeout, and its outcome is dropped.
     */
    @Override
    public void close() {
        closed = true;
        attempts.shutdown();
    }
}
