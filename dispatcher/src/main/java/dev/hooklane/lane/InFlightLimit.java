package dev.hooklane.lane;

/**
 * How many attempts of one endpoint may be in flight, learned from its attempts: additive increase,
 * multiplicative decrease, with latency judged against its own long-term average.
 *
 * <p>Used under its lane's lock. The reasons for the numbers are in ADR 11.
 */
final class InFlightLimit {
    static final int START = 8;

    private static final double OVERLOADED = 0.5;
    private static final double FAILED = 0.9;
    private static final double LATENCY_TOLERANCE = 2;
    private static final long LATENCY_SLACK_NANOS = 100_000_000;

    private int ceiling;
    private double limit;
    private boolean fellOnce;
    private int untilNextFall;
    private final LatencyAverage latency = new LatencyAverage(10);
    private final LatencyAverage recent = new LatencyAverage(10);
    private final LatencyAverage usual = new LatencyAverage(300);

    InFlightLimit(int ceiling) {
        this.ceiling = ceiling;
        this.limit = Math.min(START, ceiling);
    }

    int limit() {
        return (int) limit;
    }

    int ceiling() {
        return ceiling;
    }

    /** Returns the recent latency of attempts, whatever their outcome; 0 while none has ended. */
    long latencyNanos() {
        return latency.nanos();
    }

    /**
     * Changes the highest limit, which the endpoint or the installation sets; it may change at any
     * time.
     */
    void changeCeiling(int newCeiling) {
        ceiling = newCeiling;
        limit = Math.min(limit, newCeiling);
    }

    /**
     * Takes note of an attempt that succeeded.
     *
     * @param inFlight how many were in flight, this one included
     * @param busy whether this instance is the slow part, so that latency says nothing about the
     *     endpoint
     */
    void succeeded(long latencyNanos, int inFlight, boolean busy) {
        latency.add(latencyNanos);
        recent.add(latencyNanos);
        usual.add(latencyNanos);
        // The endpoint has recovered from a bad time, so the long-term average is too high.
        if (usual.nanos() > LATENCY_TOLERANCE * recent.nanos()) {
            usual.fallTowards(recent.nanos());
        }
        untilNextFall--;
        if (isQueueing() && !busy) {
            fall(Math.max(OVERLOADED, (double) usual.nanos() / recent.nanos()));
        } else if (inFlight * 2 >= limit()) {
            limit = Math.min(ceiling, limit + (fellOnce ? 1 / limit : 1));
        }
    }

    /** Takes note of an attempt that failed in a way that says nothing about load. */
    void failed(long latencyNanos) {
        latency.add(latencyNanos);
        untilNextFall--;
        if (limit * FAILED >= START) {
            fall(FAILED);
        }
    }

    /** Takes note of an attempt that timed out, or was refused because of load. */
    void overloaded(long latencyNanos) {
        latency.add(latencyNanos);
        untilNextFall--;
        fall(OVERLOADED);
    }

    /**
     * Restarts at one request, plus one more each round trip, after a pause that the endpoint asked
     * for.
     */
    void beginAtOne() {
        limit = 1;
        fellOnce = true;
    }

    private boolean isQueueing() {
        return recent.nanos() > LATENCY_TOLERANCE * usual.nanos()
                && recent.nanos() - usual.nanos() > LATENCY_SLACK_NANOS;
    }

    /**
     * Lowers the limit, at most once for all attempts in flight together: they report the same
     * moment.
     */
    private void fall(double factor) {
        if (untilNextFall > 0) {
            return;
        }
        untilNextFall = limit();
        fellOnce = true;
        limit = Math.max(1, limit * factor);
    }
}
