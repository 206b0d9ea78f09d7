package dev.hooklane.lane;

import java.util.random.RandomGenerator;

/**
 * Whether an endpoint is asked at all. Each state is a value that says which state follows; ADR 11
 * has the drawing. Times are nanoseconds of one clock.
 */
sealed interface Breaker {
    Breaker START = new Closed(0, 0, 0);

    /** Whether a request may begin now; if so, {@link #requested} tells the state from then on. */
    boolean mayRequest(long now);

    /** After a request began that {@link #mayRequest} allowed. */
    Breaker requested();

    Breaker succeeded();

    Breaker failed(boolean timeout, long now, RandomGenerator random);

    /** A request that was allowed was not made after all. */
    Breaker withdrawn(long now);

    /** How long nothing will be requested; 0 if something may be now. */
    long untilRequest(long now);

    /** All is well, or not bad for long enough: requests begin freely. */
    record Closed(int failures, int timeouts, long firstFailureAt) implements Breaker {
        static final int FAILURES_MAX = 10;
        static final int TIMEOUTS_MAX = 5;

        /** Requests that fail together in one bad moment are no trend. */
        static final long FAILING_FOR_NANOS = 1_000_000_000;

        @Override
        public boolean mayRequest(long now) {
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
        public Breaker failed(boolean timeout, long now, RandomGenerator random) {
            Closed next =
                    new Closed(
                            Math.min(failures + 1, FAILURES_MAX),
                            timeout ? timeouts + 1 : 0,
                            failures == 0 ? now : firstFailureAt);
            return next.isOver(now) ? Open.first(now, random) : next;
        }

        @Override
        public Breaker withdrawn(long now) {
            return this;
        }

        private boolean isOver(long now) {
            return timeouts >= TIMEOUTS_MAX
                    || (failures >= FAILURES_MAX && now - firstFailureAt >= FAILING_FOR_NANOS);
        }

        @Override
        public long untilRequest(long now) {
            return 0;
        }
    }

    /**
     * Nothing is requested before the probe's time.
     *
     * @param intervalNanos what was waited for this probe, before jitter
     */
    record Open(long probeAt, long intervalNanos) implements Breaker {
        static final long FIRST_INTERVAL_NANOS = 5_000_000_000L;
        static final long LONGEST_INTERVAL_NANOS = 300_000_000_000L;
        private static final double JITTER = 0.1;

        static Open first(long now, RandomGenerator random) {
            return after(FIRST_INTERVAL_NANOS, now, random);
        }

        static Open after(long interval, long now, RandomGenerator random) {
            double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
            return new Open(now + (long) (interval * factor), interval);
        }

        @Override
        public boolean mayRequest(long now) {
            return now >= probeAt;
        }

        @Override
        public Breaker requested() {
            return new HalfOpen(intervalNanos);
        }

        /** A request that was in flight when it opened, or one that somebody asked for. */
        @Override
        public Breaker succeeded() {
            return START;
        }

        /** One that was in flight when it opened: known already. */
        @Override
        public Breaker failed(boolean timeout, long now, RandomGenerator random) {
            return this;
        }

        @Override
        public Breaker withdrawn(long now) {
            return this;
        }

        @Override
        public long untilRequest(long now) {
            return Math.max(0, probeAt - now);
        }
    }

    /** One request is on its way, and everything depends on it. */
    record HalfOpen(long intervalNanos) implements Breaker {
        @Override
        public boolean mayRequest(long now) {
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
        public Breaker failed(boolean timeout, long now, RandomGenerator random) {
            return Open.after(
                    Math.min(2 * intervalNanos, Open.LONGEST_INTERVAL_NANOS), now, random);
        }

        /** The next one that comes is the probe. */
        @Override
        public Breaker withdrawn(long now) {
            return new Open(now, intervalNanos);
        }

        @Override
        public long untilRequest(long now) {
            return intervalNanos;
        }
    }
}
