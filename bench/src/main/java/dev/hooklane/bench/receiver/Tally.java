package dev.hooklane.bench.receiver;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** What has been received. The receiver's thread writes, any one other thread reads and resets. */
final class Tally {
    private static final long LONGEST_NANOS = 600_000_000_000L;
    private static final int DIGITS = 3;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong aside = new AtomicLong();
    private final SingleWriterRecorder latencies = new SingleWriterRecorder(LONGEST_NANOS, DIGITS);

    /**
     * Counts a request.
     *
     * @param sentAtNanos when it should have been sent, or 0 if nobody wants to know
     */
    void received(long sentAtNanos) {
        if (sentAtNanos != 0) {
            long nanos = System.nanoTime() - sentAtNanos;
            latencies.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
        }
        requests.setRelease(requests.getPlain() + 1);
    }

    /** Counts a request that is not to be among the others. */
    void receivedAside() {
        aside.setRelease(aside.getPlain() + 1);
    }

    long aside() {
        return aside.getAcquire();
    }

    long requests() {
        return requests.getAcquire();
    }

    /** The latencies since the last call. */
    Histogram takeLatencies() {
        return latencies.getIntervalHistogram();
    }
}
