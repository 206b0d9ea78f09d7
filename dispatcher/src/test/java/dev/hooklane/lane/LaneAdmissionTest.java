package dev.hooklane.lane;

import static dev.hooklane.lane.VirtualLanes.MS;
import static dev.hooklane.lane.VirtualLanes.SECOND;
import static dev.hooklane.lane.VirtualLanes.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Parking;
import dev.hooklane.attempt.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lane starts at once, queues or parks, in virtual time. */
final class LaneAdmissionTest {
    private final VirtualLanes lanes = new VirtualLanes();

    @Test
    void startsUpToItsLimitAndQueuesTheNext() {
        Lane lane = lanes.lane(rules(16));

        assertThat(lanes.offer(lane, 8)).allMatch(Decision.START::equals);
        assertThat(lanes.offer(lane)).isEqualTo(Decision.QUEUE);
        assertThat(lanes.permits.inFlight()).isEqualTo(8);
    }

    @Test
    void anAttemptThatEndsMakesRoomForTheNextOfTheQueue() {
        Lane lane = lanes.lane(rules(1));
        lanes.offer(lane);
        Work queued = lanes.work();
        lane.offer(queued, lanes.moment(), 0);

        lanes.now += 20 * MS;

        assertThat(lanes.succeed(lane, 20 * MS)).isEqualTo(queued);
        assertThat(lanes.succeed(lane, 20 * MS)).isNull();
        assertThat(lanes.permits.inFlight()).isZero();
    }

    @Test
    void whatWouldWaitLongerThanASecondIsParked() {
        Lane lane = overloaded();

        Decision decision = lanes.offer(lane);

        assertThat(decision).isInstanceOf(Decision.Park.class);
        assertThat(((Decision.Park) decision).reason()).isEqualTo(ParkReason.LANE_FULL);
    }

    @Test
    void parkedOnesComeBackAsFastAsTheEndpointTakesThem() {
        Lane lane = overloaded();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waits.add(((Decision.Park) lanes.offer(lane)).waitNanos());
        }

        for (int i = 1; i < 10; i++) {
            assertThat(waits.get(i) - waits.get(i - 1)).isEqualTo(100 * MS);
        }
    }

    @Test
    void tellsHowFarItIsBehindAndThatItIsInTrouble() {
        Lane calm = lanes.lane(rules(16));
        Lane lane = overloaded();
        for (int i = 0; i < 10; i++) {
            lanes.offer(lane);
        }

        LaneState state = lane.state(LaneFixtures.ENDPOINT, lanes.now);

        assertThat(calm.state(LaneFixtures.ENDPOINT, lanes.now).isInTrouble()).isFalse();
        assertThat(state.isInTrouble()).isTrue();
        assertThat(state.gate()).isEqualTo(LaneState.Gate.CLOSED);
        assertThat(state.backlog()).isGreaterThan(Duration.ofMillis(900));
        assertThat(state.queued()).isPositive();
    }

    @Test
    void aBusyInstanceWaitsLongerInsteadOfWritingMore() {
        Lane lane = overloaded();

        assertThat(lane.offer(lanes.work(), new Moment(lanes.now, true, 0, 1_000, false), 0))
                .isEqualTo(Decision.QUEUE);
    }

    @Test
    void beyondItsShareALaneQueuesNoMoreThanIsSpare() {
        Lane lane = lanes.lane(rules(1));
        lanes.offer(lane);
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            decisions.add(lane.offer(lanes.work(), new Moment(lanes.now, true, 0, 3, false), 0));
        }

        assertThat(decisions.subList(0, 3)).containsOnly(Decision.QUEUE);
        assertThat(decisions.subList(3, 5)).allMatch(Decision.Park.class::isInstance);
    }

    @Test
    void aBusyInstanceParksForAnEndpointThatHasBeenSilentForFiveSeconds() {
        Lane lane = lanes.lane(rules(1));
        lanes.offer(lane);

        lanes.now += 5 * SECOND;
        assertThat(lane.offer(lanes.work(), new Moment(lanes.now, true, 0, 1_000, false), 0))
                .isEqualTo(Decision.QUEUE);
        lanes.now += 1;
        assertThat(lane.offer(lanes.work(), new Moment(lanes.now, true, 0, 1_000, false), 0))
                .isInstanceOf(Decision.Park.class);
    }

    @Test
    void aLaneThatHoldsNoMoreThanItsShareQueues() {
        Lane lane = overloaded();
        int queued = 0;
        while (lane.offer(lanes.work(), new Moment(lanes.now, false, 100, 0, false), 0)
                instanceof Decision.Queue) {
            queued++;
        }

        assertThat(queued).isBetween(1, 100);
        assertThat(lanes.offer(lane)).isInstanceOf(Decision.Park.class);
    }

    @Test
    void whatComesBackFromAParkedTopicMayWaitForItsTurn() {
        Lane lane = overloaded();

        assertThat(lane.offer(parkedBefore(), lanes.moment(), 20 * SECOND))
                .isEqualTo(Decision.QUEUE);
    }

    @Test
    void anIdleLaneMayBeForgotten() {
        Lane lane = lanes.lane(rules(16));
        lanes.offer(lane);
        assertThat(lane.isForgettable(lanes.now)).isFalse();

        lanes.succeed(lane, MS);

        assertThat(lane.isForgettable(lanes.now)).isTrue();
    }

    /** Answers after 100 ms, one at a time, and has had more than it takes for a while. */
    private Lane overloaded() {
        Lane lane = lanes.lane(rules(1));
        for (int i = 0; i < 20; i++) {
            lanes.offer(lane);
            lanes.now += 100 * MS;
            lanes.succeed(lane, 100 * MS);
        }
        lanes.offer(lane, 2);
        lanes.now += 600 * MS;
        lanes.offer(lane);
        lanes.succeed(lane, 100 * MS);
        lanes.offer(lane, 20);
        return lane;
    }

    private Work parkedBefore() {
        Work work = lanes.work();
        return new Work(
                work.partition(), work.offset(), work.delivery(), Parking.NEVER.again(0, 10));
    }
}
