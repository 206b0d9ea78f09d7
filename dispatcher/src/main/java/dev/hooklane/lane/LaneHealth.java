package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.endpoint.EndpointId;
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
    boolean mayRequest(long nowNanos) {
        return breaker.mayRequest(nowNanos);
    }

    /** Returns how long the breaker lets nothing pass. */
    long untilRequestNanos(long nowNanos) {
        return breaker.untilRequestNanos(nowNanos);
    }

    /** Returns how long the endpoint itself wants no request; 0 if one may begin now. */
    long untilAskedNanos(long nowNanos) {
        return rate.untilNextNanos(nowNanos);
    }

    /** Reports whether it asked for a pause that is not over. */
    boolean isToldToWait(long nowNanos) {
        return rate.untilWaitedNanos(nowNanos) > 0;
    }

    /**
     * Returns the time between two requests, as learned from its refusals; 0 for as soon as there
     * is room.
     */
    long intervalNanos() {
        return rate.intervalNanos();
    }

    void started(long nowNanos) {
        if (inFlight++ == 0) {
            quietSince = nowNanos;
        }
        rate.requested(nowNanos);
        if (breaker.mayRequest(nowNanos)) {
            become(breaker.requested(), nowNanos);
        }
    }

    /** Takes note that something in flight ended without a request. */
    void withdrawn(long nowNanos) {
        inFlight--;
        become(breaker.withdrawn(nowNanos), nowNanos);
    }

    /**
     * @param again how long the attempt's delivery waits for its next one, if it does
     * @param busy whether this instance is the slow part
     */
    void ended(Attempt attempt, Optional<Duration> again, long nowNanos, boolean busy) {
        quietSince = nowNanos;
        long latencyNanos = attempt.duration().toNanos();
        switch (attempt.outcome()) {
            case AttemptOutcome.Success _ -> {
                limit.succeeded(latencyNanos, inFlight, busy);
                rate.succeeded(nowNanos - latencyNanos, nowNanos);
                become(breaker.succeeded(), nowNanos);
            }
            case AttemptOutcome.ErrorStatus(int status, Optional<Duration> retryAfter, _) -> {
                failed(status == TOO_MANY || status == UNAVAILABLE, latencyNanos);
                if (status == TOO_MANY) {
                    rate.refused(nowNanos - latencyNanos, nowNanos);
                }
                retryAfter
                        .filter(Duration::isPositive)
                        .ifPresent(wait -> toldToWait(wait, again, nowNanos));
                // The endpoint answers, so its deliveries keep to their schedule, unless an answer
                // holds a permit for long.
                become(
                        latencyNanos > SLOW_NANOS
                                ? breaker.failed(false, nowNanos, shared.random())
                                : breaker.succeeded(),
                        nowNanos);
            }
            case AttemptOutcome.NoResponse(ErrorKind kind, _) -> {
                boolean timeout = kind == ErrorKind.TIMEOUT;
                failed(timeout, latencyNanos);
                become(breaker.failed(timeout, nowNanos, shared.random()), nowNanos);
            }
        }
        inFlight--;
    }

    private void toldToWait(Duration wait, Optional<Duration> again, long nowNanos) {
        rate.waits(wait, again, nowNanos);
        limit.beginAtOne();
    }

    private void failed(boolean overload, long latencyNanos) {
        if (overload) {
            limit.overloaded(latencyNanos);
        } else {
            limit.failed(latencyNanos);
        }
    }

    /** Returns how long an attempt takes, judged by the latest, including those in flight. */
    long latencyNanos(long nowNanos) {
        return Math.max(limit.latencyNanos(), quietNanos(nowNanos));
    }

    /**
     * Reports whether no attempt ends, so that no estimate holds.
     *
     * @param busy whether this instance is the slow part
     */
    boolean isStalled(long nowNanos, boolean busy) {
        long longestNanos = busy ? Patience.BUSY_NANOS : STALLED_NANOS;
        return quietNanos(nowNanos) > Math.max(longestNanos, 2 * limit.latencyNanos());
    }

    boolean isSlow(long nowNanos) {
        return latencyNanos(nowNanos) > SLOW_NANOS;
    }

    private long quietNanos(long nowNanos) {
        return inFlight == 0 ? 0 : nowNanos - quietSince;
    }

    /** Returns how long the breaker has not been closed; empty if it is. */
    Optional<Duration> openFor(long nowNanos) {
        return isClosed(breaker)
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nowNanos - openSince));
    }

    LaneState.Gate gate() {
        return switch (breaker) {
            case Breaker.Closed _ -> LaneState.Gate.CLOSED;
            case Breaker.Open _ -> LaneState.Gate.OPEN;
            case Breaker.HalfOpen _ -> LaneState.Gate.HALF_OPEN;
        };
    }

    /** Returns the state of its lane, which adds what it has queued. */
    LaneState state(EndpointId endpoint, int queued, Duration backlog, long nowNanos) {
        return new LaneState(
                endpoint,
                gate(),
                openFor(nowNanos),
                Duration.ofNanos(gate() == LaneState.Gate.OPEN ? untilRequestNanos(nowNanos) : 0),
                inFlight,
                limit.limit(),
                queued,
                backlog,
                isSlow(nowNanos));
    }

    private void become(Breaker next, long nowNanos) {
        if (isClosed(next) != isClosed(breaker)) {
            openSince = nowNanos;
            shared.open().addAndGet(isClosed(next) ? -1 : 1);
        }
        breaker = next;
    }

    private static boolean isClosed(Breaker breaker) {
        return breaker instanceof Breaker.Closed;
    }

    /** Reports whether there is nothing to remember beyond its last work. */
    boolean isForgettable(long nowNanos) {
        return inFlight == 0
                && rate.isForgettable(nowNanos)
                && switch (breaker) {
                    case Breaker.Closed _ -> true;
                    case Breaker.Open(long probeAt, _) -> nowNanos - probeAt > OPEN_KEPT_NANOS;
                    case Breaker.HalfOpen _ -> false;
                };
    }

    void forgotten() {
        become(Breaker.START, openSince);
    }
}
