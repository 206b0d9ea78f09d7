package dev.hooklane.lane;

import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * How an endpoint's lane is at one moment.
 *
 * @param openFor how long the breaker has not been closed; empty if it is
 * @param untilProbe how long nothing will be requested
 * @param limit how many requests may be in flight, as the endpoint's answers have shown
 * @param queued waiting in memory behind those in flight
 * @param backlog how long the endpoint will take for what is parked, as it was planned
 * @param slow whether its attempts take so long that it draws on the slow ones' share
 */
public record LaneState(
        EndpointId endpoint,
        Gate gate,
        Optional<Duration> openFor,
        Duration untilProbe,
        int inFlight,
        int limit,
        int queued,
        Duration backlog,
        boolean slow) {
    /** How many an instance tells of. */
    public static final int TOLD_MAX = 500;

    /** Those that nothing is sent to first, the longest so; then those that are furthest behind. */
    public static final Comparator<LaneState> WORST_FIRST =
            Comparator.comparing((LaneState lane) -> lane.openFor().orElse(Duration.ZERO))
                    .thenComparing(LaneState::backlog)
                    .thenComparing(LaneState::slow)
                    .thenComparingInt(LaneState::queued)
                    .reversed();

    /** What the breaker lets pass. */
    public enum Gate {
        /** Requests begin freely. */
        CLOSED,
        /** Nothing is requested until the next probe. */
        OPEN,
        /** A probe is on its way. */
        HALF_OPEN
    }

    /** Whether the endpoint does not get what it is sent as it comes. */
    boolean isInTrouble() {
        return gate != Gate.CLOSED || backlog.isPositive() || slow;
    }
}
