package dev.hooklane.lane;

import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * The state of an endpoint's lane at one moment.
 *
 * @param openFor how long the breaker has not been closed; empty if it is
 * @param untilProbe how long no request will begin
 * @param limit how many requests may be in flight, as learned from the endpoint's answers
 * @param queued deliveries waiting in memory behind those in flight
 * @param backlog how long the endpoint will take for its parked deliveries, by the lane's plan
 * @param slow whether its attempts take so long that it draws on the slow lanes' share
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
    /** How many lanes in trouble an instance lists. */
    public static final int TOLD_MAX = 500;

    /** Lanes whose breaker is not closed first, the longest first; then those furthest behind. */
    public static final Comparator<LaneState> WORST_FIRST =
            Comparator.comparing((LaneState lane) -> lane.openFor().orElse(Duration.ZERO))
                    .thenComparing(LaneState::backlog)
                    .thenComparing(LaneState::slow)
                    .thenComparingInt(LaneState::queued)
                    .reversed();

    /** Which requests the breaker lets pass. */
    public enum Gate {
        /** Requests begin freely. */
        CLOSED,
        /** No request begins until the next probe. */
        OPEN,
        /** A probe is in flight. */
        HALF_OPEN
    }

    /** Reports whether deliveries don't reach the endpoint as they come. */
    boolean isInTrouble() {
        return gate != Gate.CLOSED || backlog.isPositive() || slow;
    }
}
