package dev.hooklane.bench.receiver;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The received requests. One thread at a time writes; one other thread may read and reset the
 * latencies.
 */
final class Tally {
    private static final long LONGEST_NANOS = 600_000_000_000L;
    private static final int DIGITS = 3;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong aside = new AtomicLong();
    private final AtomicLong handshakes = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();
    private final SingleWriterRecorder latencies = new SingleWriterRecorder(LONGEST_NANOS, DIGITS);

    /**
     * Counts a request.
     *
     * @param sentAtNanos when it should have been sent, or 0 if the latency is not measured
     */
    void received(long sentAtNanos) {
        if (sentAtNanos != 0) {
            long nanos = System.nanoTime() - sentAtNanos;
            latencies.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
        }
        requests.setRelease(requests.getPlain() + 1);
    }

    /** Counts a request that is kept apart from the others. */
    void receivedAside() {
        aside.setRelease(aside.getPlain() + 1);
    }

    /** Counts a TLS handshake. */
    void shookHands(boolean again) {
        handshakes.incrementAndGet();
        if (again) {
            resumed.incrementAndGet();
        }
    }

    long handshakes() {
        return handshakes.get();
    }

    /** Returns how many handshakes continued an earlier session. */
    long resumed() {
        return resumed.get();
    }

    long aside() {
        return aside.getAcquire();
    }

    long requests() {
        return requests.getAcquire();
    }

    /** Returns the latencies since the last call. */
    Histogram takeLatencies() {
        return latencies.getIntervalHistogram();
    }
}
