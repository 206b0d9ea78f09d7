package dev.hooklane.lane;

import static dev.hooklane.lane.VirtualLanes.MS;
import static dev.hooklane.lane.VirtualLanes.SECOND;
import static dev.hooklane.lane.VirtualLanes.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.ParkReason;
import org.junit.jupiter.api.Test;

/** A lane with the rate limit of its endpoint, in virtual time. */
final class LaneRateLimitTest {
    private final VirtualLanes lanes = new VirtualLanes();

    @Test
    void aRateLimitHoldsAndItsQueueGoesOnWhenThereIsAToken() {
        Lane lane = lanes.lane(new LaneRules(16, 10, 2, false));

        assertThat(lanes.offer(lane, 2)).allMatch(Decision.START::equals);
        assertThat(lanes.offer(lane)).isEqualTo(Decision.QUEUE);
        assertThat(lane.startNext(lanes.now)).isNull();
        assertThat(lane.untilNextLookNanos(lanes.now)).isEqualTo(100 * MS);
        lanes.now += 100 * MS;
        assertThat(lane.startNext(lanes.now)).isNotNull();
    }

    @Test
    void whatARateLimitWouldHoldForLongIsParked() {
        Lane lane = lanes.lane(new LaneRules(16, 0.1, 1, false));
        lanes.offer(lane);
        lanes.now += SECOND;
        lanes.offer(lane);
        lanes.now += SECOND;

        assertThat(lanes.offer(lane))
                .extracting(decision -> ((Decision.Park) decision).reason())
                .isEqualTo(ParkReason.RATE_LIMIT);
    }

    @Test
    void aRateLimitThatIsTakenAwayHoldsNothing() {
        Lane lane = lanes.lane(new LaneRules(16, 0.1, 1, false));
        lanes.offer(lane);

        lane.changeRules(rules(16), lanes.now);

        assertThat(lanes.offer(lane)).isEqualTo(Decision.START);
    }

    @Test
    void aLaneIsNotForgottenBeforeItsRateLimitIsWhatANewOneWouldHave() {
        Lane lane = lanes.lane(new LaneRules(16, 0.1, 1, false));
        lanes.offer(lane);
        lanes.succeed(lane, MS);
        assertThat(lane.isForgettable(lanes.now)).isFalse();
        assertThat(lane.isForgettable(lanes.now + 9 * SECOND)).isFalse();

        assertThat(lane.isForgettable(lanes.now + 10 * SECOND)).isTrue();
    }
}
