package dev.hooklane.lane;

import java.util.random.RandomGenerator;

/**
 * Decides whether requests are sent to an endpoint at all. Each state is a value that returns the
 * next state; ADR 11 has the drawing. Times are nanoseconds of one clock.
 */
sealed interface Breaker {
    Breaker START = new Closed(0, 0, 0);

    /**
     * Reports whether a request may begin now; if so, {@link #requested} returns the state from
     * then on.
     */
    boolean mayRequest(long nowNanos);

    /** Returns the state after the start of a request that {@link #mayRequest} allowed. */
    Breaker requested();

    Breaker succeeded();

    Breaker failed(boolean timeout, long nowNanos, RandomGenerator random);

    /** Returns the state after an allowed request was not made after all. */
    Breaker withdrawn(long nowNanos);

    /** Returns how long no request may begin; 0 if one may begin now. */
    long untilRequestNanos(long nowNanos);

    /** All is well, or has not been bad for long enough: requests begin freely. */
    record Closed(int failures, int timeouts, long firstFailureAt) implements Breaker {
        static final int FAILURES_MAX = 10;
        static final int TIMEOUTS_MAX = 5;

        /** Requests that fail together in one bad moment are no trend. */
        static final long FAILING_FOR_NANOS = 1_000_000_000;

        @Override
        public boolean mayRequest(long nowNanos) {
            return true;
        }

        @Override
        public Breaker requested() {
            return this;
        }

        @Override
        public Breaker succeeded() {
            return failures == 0 ? this : START;
        }

        @Override
        public Breaker failed(boolean timeout, long nowNanos, RandomGenerator random) {
            Closed next =
                    new Closed(
                            Math.min(failures + 1, FAILURES_MAX),
                            timeout ? timeouts + 1 : 0,
                            failures == 0 ? nowNanos : firstFailureAt);
            return next.isOver(nowNanos) ? Open.first(nowNanos, random) : next;
        }

        @Override
        public Breaker withdrawn(long nowNanos) {
            return this;
        }

        private boolean isOver(long nowNanos) {
            return timeouts >= TIMEOUTS_MAX
                    || (failures >= FAILURES_MAX && nowNanos - firstFailureAt >= FAILING_FOR_NANOS);
        }

        @Override
        public long untilRequestNanos(long nowNanos) {
            return 0;
        }
    }

    /**
     * No request begins before the probe's time.
     *
     * @param intervalNanos the wait before this probe, without jitter
     */
    record Open(long probeAt, long intervalNanos) implements Breaker {
        static final long FIRST_INTERVAL_NANOS = 5_000_000_000L;
        static final long LONGEST_INTERVAL_NANOS = 300_000_000_000L;
        private static final double JITTER = 0.1;

        static Open first(long nowNanos, RandomGenerator random) {
            return after(FIRST_INTERVAL_NANOS, nowNanos, random);
        }

        static Open after(long intervalNanos, long nowNanos, RandomGenerator random) {
            double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
            return new Open(nowNanos + (long) (intervalNanos * factor), intervalNanos);
        }

        @Override
        public boolean mayRequest(long nowNanos) {
            return nowNanos >= probeAt;
        }

        @Override
        public Breaker requested() {
            return new HalfOpen(intervalNanos);
        }

        /**
         * Returns a closed breaker: the request was in flight when this one opened, or a person
         * asked for it.
         */
        @Override
        public Breaker succeeded() {
            return START;
        }

        /**
         * Returns this breaker: the request was in flight when it opened, so its failure is no
         * news.
         */
        @Override
        public Breaker failed(boolean timeout, long nowNanos, RandomGenerator random) {
            return this;
        }

        @Override
        public Breaker withdrawn(long nowNanos) {
            return this;
        }

        @Override
        public long untilRequestNanos(long nowNanos) {
            return Math.max(0, probeAt - nowNanos);
        }
    }

    /** One probe is in flight, and the next state depends on it. */
    record HalfOpen(long intervalNanos) implements Breaker {
        @Override
        public boolean mayRequest(long nowNanos) {
            return false;
        }

        @Override
        public Breaker requested() {
            return this;
        }

        @Override
        public Breaker succeeded() {
            return START;
        }

        @Override
        public Breaker failed(boolean timeout, long nowNanos, RandomGenerator random) {
            return Open.after(
                    Math.min(2 * intervalNanos, Open.LONGEST_INTERVAL_NANOS), nowNanos, random);
        }

        /** Returns an open breaker whose probe is the next request. */
        @Override
        public Breaker withdrawn(long nowNanos) {
            return new Open(nowNanos, intervalNanos);
        }

        @Override
        public long untilRequestNanos(long nowNanos) {
            return intervalNanos;
        }
    }
}
