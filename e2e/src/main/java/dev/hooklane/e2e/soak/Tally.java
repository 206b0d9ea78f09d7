package dev.hooklane.e2e.soak;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The arrivals of events, numbered from 0, at a few endpoints. It needs one bit per event and
 * endpoint, so that hours fit into memory. Any thread may call it.
 */
final class Tally {
    private static final int MARKS = 1 << 16;

    private final BitSet acknowledged = new BitSet();
    private final BitSet[] arrived;

    /** When the latest events were published, by number. */
    private final long[] publishedNanos = new long[MARKS];

    private long[] latenciesNanos = new long[1_024];
    private int latencies;
    private long firstArrivals;
    private long repeats;

    /**
     * Creates an empty tally.
     *
     * @param endpoints the number of endpoints that have to get every event
     */
    Tally(int endpoints) {
        arrived = new BitSet[endpoints];
        Arrays.setAll(arrived, _ -> new BitSet());
    }

    /** The latencies since the last call. */
    record Latencies(int count, Duration p50, Duration p99) {}

    synchronized void published(int event, long nowNanos) {
        publishedNanos[event % MARKS] = nowNanos;
    }

    synchronized void acknowledged(int event) {
        acknowledged.set(event);
    }

    synchronized void arrived(int event, int endpoint, long nowNanos) {
        if (arrived[endpoint].get(event)) {
            repeats++;
            return;
        }
        arrived[endpoint].set(event);
        firstArrivals++;
        if (latencies == latenciesNanos.length) {
            latenciesNanos = Arrays.copyOf(latenciesNanos, 2 * latencies);
        }
        latenciesNanos[latencies++] = nowNanos - publishedNanos[event % MARKS];
    }

    /** Marks that this endpoint takes no such event. */
    synchronized void notFor(int event, int endpoint) {
        arrived[endpoint].set(event);
    }

    synchronized Latencies takeLatencies() {
        long[] sorted = Arrays.copyOf(latenciesNanos, latencies);
        Arrays.sort(sorted);
        latencies = 0;
        return sorted.length == 0
                ? new Latencies(0, Duration.ZERO, Duration.ZERO)
                : new Latencies(sorted.length, rank(sorted, 0.5), rank(sorted, 0.99));
    }

    private static Duration rank(long[] sorted, double quantile) {
        return Duration.ofNanos(sorted[(int) Math.ceil(quantile * sorted.length) - 1]);
    }

    /** Returns the number of requests that were the first of their event at their endpoint. */
    synchronized long firstArrivals() {
        return firstArrivals;
    }

    /** Returns the number of all other requests. */
    synchronized long repeats() {
        return repeats;
    }

    /**
     * Returns the number of acknowledged events that have not arrived, counted for each endpoint.
     */
    synchronized long missing() {
        long missing = 0;
        for (BitSet each : arrived) {
            BitSet left = (BitSet) acknowledged.clone();
            left.andNot(each);
            missing += left.cardinality();
        }
        return missing;
    }
}
