package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import java.time.Duration;
import java.util.Optional;

/**
 * What a lane has learned about its endpoint: how much it takes, how fast it is, and whether
 * requests may be sent at all. Used under its lane's lock; times are nanoseconds.
 */
final class LaneHealth {
    /** Above this latency an endpoint takes its permits from the slow lanes' share. */
    private static final long SLOW_NANOS = 2_000_000_000L;

    private static final long STALLED_NANOS = 1_000_000_000L;

    /** How long an open breaker is remembered when its endpoint gets no requests any more. */
    private static final long OPEN_KEPT_NANOS = 600_000_000_000L;

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final LaneShared shared;
    private final InFlightLimit limit;
    private final LearnedRate rate = new LearnedRate();
    private Breaker breaker = Breaker.START;
    private int inFlight;
    private long quietSince;
    private long openSince;

    LaneHealth(LaneShared shared, int maxInFlight) {
        this.shared = shared;
        this.limit = new InFlightLimit(maxInFlight);
    }

    void changeCeiling(int maxInFlight) {
        limit.changeCeiling(maxInFlight);
    }

    int inFlight() {
        return inFlight;
    }

    int limit() {
        return limit.limit();
    }

    /** Reports whether the breaker lets a request pass. */
    boolean mayRequest(long now) {
        return breaker.mayRequest(now);
    }

    /** Returns how long the breaker lets nothing pass. */
    long untilRequest(long now) {
        return breaker.untilRequest(now);
    }

    /** Returns how long the endpoint itself wants no request; 0 if one may begin now. */
    long untilAsked(long now) {
        return rate.untilNext(now);
    }

    /** Reports whether it asked for a pause that is not over. */
    boolean isToldToWait(long now) {
        return rate.untilWaited(now) > 0;
    }

    /**
     * Returns the time between two requests, as learned from its refusals; 0 for as soon as there
     * is room.
     */
    long interval() {
        return rate.intervalNanos();
    }

    void started(long now) {
        if (inFlight++ == 0) {
            quietSince = now;
        }
        rate.requested(now);
        if (breaker.mayRequest(now)) {
            become(breaker.requested(), now);
        }
    }

    /** Takes note that something in flight ended without a request. */
    void withdrawn(long now) {
        inFlight--;
        become(breaker.withdrawn(now), now);
    }

    /**
     * @param again how long the attempt's delivery waits for its next one, if it does
     * @param busy whether this instance is the slow part
     */
    void ended(Attempt attempt, Optional<Duration> again, long now, boolean busy) {
        quietSince = now;
        long latency = attempt.duration().toNanos();
        switch (attempt.outcome()) {
            case AttemptOutcome.Success _ -> {
                limit.succeeded(latency, inFlight, busy);
                rate.succeeded(now - latency, now);
                become(breaker.succeeded(), now);
            }
            case AttemptOutcome.ErrorStatus(int status, Optional<Duration> retryAfter, _) -> {
                failed(status == TOO_MANY || status == UNAVAILABLE, latency);
                if (status == TOO_MANY) {
                    rate.refused(now - latency, now);
                }
                retryAfter
                        .filter(Duration::isPositive)
                        .ifPresent(wait -> toldToWait(wait, again, now));
                // The endpoint answers, so its deliveries keep to their schedule, unless an answer
                // holds a permit for long.
                become(
                        latency > SLOW_NANOS
                                ? breaker.failed(false, now, shared.random())
                                : breaker.succeeded(),
                        now);
            }
            case AttemptOutcome.NoResponse(ErrorKind kind, _) -> {
                boolean timeout = kind == ErrorKind.TIMEOUT;
                failed(timeout, latency);
                become(breaker.failed(timeout, now, shared.random()), now);
            }
        }
        inFlight--;
    }

    private void toldToWait(Duration wait, Optional<Duration> again, long now) {
        rate.waits(wait, again, now);
        limit.beginAtOne();
    }

    private void failed(boolean overload, long latency) {
        if (overload) {
            limit.overloaded(latency);
        } else {
            limit.failed(latency);
        }
    }

    /** Returns how long an attempt takes, judged by the latest, including those in flight. */
    long latency(long now) {
        return Math.max(limit.latencyNanos(), quiet(now));
    }

    /**
     * Reports whether no attempt ends, so that no estimate holds.
     *
     * @param busy whether this instance is the slow part
     */
    boolean isStalled(long now, boolean busy) {
        long longest = busy ? Patience.BUSY_NANOS : STALLED_NANOS;
        return quiet(now) > Math.max(longest, 2 * limit.latencyNanos());
    }

    boolean isSlow(long now) {
        return latency(now) > SLOW_NANOS;
    }

    private long quiet(long now) {
        return inFlight == 0 ? 0 : now - quietSince;
    }

    /** Returns how long the breaker has not been closed; empty if it is. */
    Optional<Duration> openFor(long now) {
        return isClosed(breaker)
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(now - openSince));
    }

    LaneState.Gate gate() {
        return switch (breaker) {
            case Breaker.Closed _ -> LaneState.Gate.CLOSED;
            case Breaker.Open _ -> LaneState.Gate.OPEN;
            case Breaker.HalfOpen _ -> LaneState.Gate.HALF_OPEN;
        };
    }

    private void become(Breaker next, long now) {
        if (isClosed(next) != isClosed(breaker)) {
            openSince = now;
            shared.open().addAndGet(isClosed(next) ? -1 : 1);
        }
        breaker = next;
    }

    private static boolean isClosed(Breaker breaker) {
        return breaker instanceof Breaker.Closed;
    }

    /** Reports whether there is nothing to remember beyond its last work. */
    boolean isForgettable(long now) {
        return inFlight == 0
                && rate.isForgettable(now)
                && switch (breaker) {
                    case Breaker.Closed _ -> true;
                    case Breaker.Open(long probeAt, _) -> now - probeAt > OPEN_KEPT_NANOS;
                    case Breaker.HalfOpen _ -> false;
                };
    }

    void forgotten() {
        become(Breaker.START, openSince);
    }
}
