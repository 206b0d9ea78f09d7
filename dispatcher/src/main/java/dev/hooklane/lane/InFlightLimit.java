package dev.hooklane.lane;

/**
 * How many attempts of one endpoint may be in flight, by what its attempts told: additive increase,
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

    /** Latency lately, of attempts of whatever outcome; 0 while none has ended. */
    long latencyNanos() {
        return latency.nanos();
    }

    /** The endpoint's own or the installation's highest limit, which may change at any time. */
    void changeCeiling(int newCeiling) {
        ceiling = newCeiling;
        limit = Math.min(limit, newCeiling);
    }

    /**
     * An attempt succeeded while so many, itself included, were in flight.
     *
     * @param busy whether this instance is what is slow, so that latency tells nothing
     */
    void succeeded(long latencyNanos, int inFlight, boolean busy) {
        latency.add(latencyNanos);
        recent.add(latencyNanos);
        usual.add(latencyNanos);
        // Back from a bad time, its latency is no longer the usual one.
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

    /** An attempt failed in a way that says nothing about load. */
    void failed(long latencyNanos) {
        latency.add(latencyNanos);
        untilNextFall--;
        if (limit * FAILED >= START) {
            fall(FAILED);
        }
    }

    /** An attempt had no answer in time, or the endpoint said that it is too much. */
    void overloaded(long latencyNanos) {
        latency.add(latencyNanos);
        untilNextFall--;
        fall(OVERLOADED);
    }

    /**
     * After a time without requests that the endpoint asked for: one, and one more a round trip.
     */
    void beginAtOne() {
        limit = 1;
        fellOnce = true;
    }

    private boolean isQueueing() {
        return recent.nanos() > LATENCY_TOLERANCE * usual.nanos()
                && recent.nanos() - usual.nanos() > LATENCY_SLACK_NANOS;
    }

    /** At most once for all that were in flight together: they tell of the same moment. */
    private void fall(double factor) {
        if (untilNextFall > 0) {
            return;
        }
        untilNextFall = limit();
        fellOnce = true;
        limit = Math.max(1, limit * factor);
    }
}
