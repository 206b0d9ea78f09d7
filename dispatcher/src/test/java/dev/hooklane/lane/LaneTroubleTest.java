package dev.hooklane.lane;

import static dev.hooklane.lane.VirtualLanes.MS;
import static dev.hooklane.lane.VirtualLanes.SECOND;
import static dev.hooklane.lane.VirtualLanes.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lane whose endpoint hangs, is slow or fails, in virtual time. */
final class LaneTroubleTest {
    private final VirtualLanes lanes = new VirtualLanes();

    @Test
    void theFirstHalfSecondOfABurstIsQueued() {
        Lane lane = lanes.lane(rules(1));
        lanes.offer(lane);
        lanes.now += 400 * MS;

        assertThat(lanes.offer(lane, 50)).allMatch(Decision.QUEUE::equals);
    }

    @Test
    void anEndpointThatHangsQueuesNothingAfterASecond() {
        Lane lane = lanes.lane(rules(16));
        lanes.offer(lane, 8);
        lanes.now += 1_100 * MS;

        assertThat(lanes.offer(lane)).isInstanceOf(Decision.Park.class);
    }

    @Test
    void whatIsQueuedBehindAHangingOneIsGivenUpAfterTwoSeconds() {
        Lane lane = lanes.lane(rules(1));
        lanes.offer(lane);
        lanes.offer(lane);

        lanes.now += 2 * SECOND - 1;
        assertThat(lane.takeExpired(lanes.now)).isNull();
        lanes.now += 1;
        assertThat(lane.takeExpired(lanes.now)).isNotNull();
        assertThat(lane.isQueueEmpty()).isTrue();
    }

    @Test
    void anEndpointFromWhichNothingComesBackIsSlowAndHasTheSlowOnesShare() {
        Lane lane = lanes.lane(rules(64));
        lanes.offer(lane, 8);
        lanes.now += 3 * SECOND;

        lanes.offer(lane);

        assertThat(lanes.permits.slow()).isEqualTo(8);
    }

    @Test
    void slowEndpointsCannotHaveAllPermits() {
        Lane lane = lanes.lane(rules(64));
        lanes.offer(lane, 8);
        for (int i = 0; i < 6; i++) {
            Lane other = lanes.lane(rules(64));
            lanes.offer(other, 6);
            lanes.now += 3 * SECOND;
            lanes.offer(other);
        }

        assertThat(lanes.offer(lane)).isNotEqualTo(Decision.START);
        assertThat(lanes.permits.hasRoom()).isTrue();
    }

    @Test
    void aSlowEndpointThatRecoversGivesTheShareBack() {
        Lane lane = lanes.lane(rules(8));
        lanes.offer(lane, 4);
        lanes.now += 3 * SECOND;
        lanes.offer(lane);
        for (int i = 0; i < 5; i++) {
            lanes.succeed(lane, MS);
        }

        lanes.offer(lane);

        assertThat(lanes.permits.slow()).isZero();
        assertThat(lanes.permits.inFlight()).isEqualTo(1);
    }

    @Test
    void anOpenBreakerParksUntilTheProbe() {
        Lane lane = opened();

        Decision.Park park = (Decision.Park) lanes.offer(lane);

        assertThat(park.reason()).isEqualTo(ParkReason.BREAKER_OPEN);
        assertThat(park.waitNanos()).isBetween(4 * SECOND, 6 * SECOND);
        assertThat(lanes.open).hasValue(1);
    }

    @Test
    void anEndpointThatAnswersWithErrorsKeepsItsSchedule() {
        Lane lane = lanes.lane(rules(16));
        for (int i = 0; i < 50; i++) {
            lanes.now += SECOND;
            Work work = lanes.work();
            assertThat(lane.offer(work, lanes.moment(), 0)).isEqualTo(Decision.START);
            lanes.fail(lane, work, Duration.ofMinutes(5));
        }
    }

    @Test
    void whatWasQueuedIsParkedWhenTheBreakerOpens() {
        Lane lane = lanes.lane(rules(5));
        lanes.offer(lane, 10);
        timeOut(lane, 5);

        assertThat(lane.takeExpired(lanes.now))
                .extracting(expired -> expired.park().reason())
                .isEqualTo(ParkReason.BREAKER_OPEN);
    }

    @Test
    void oneProbeAndThenAllAgain() {
        Lane lane = opened();
        lanes.now += 6 * SECOND;

        assertThat(lanes.offer(lane)).isEqualTo(Decision.START);
        assertThat(lanes.offer(lane)).isInstanceOf(Decision.Park.class);
        lanes.succeed(lane, MS);
        assertThat(lanes.offer(lane)).isEqualTo(Decision.START);
        assertThat(lanes.open).hasValue(0);
    }

    @Test
    void whatSomebodyAskedForIsRequestedThoughTheBreakerIsOpen() {
        Lane lane = opened();
        Work test =
                new Work(
                        lanes.live,
                        0,
                        LaneFixtures.delivery("evt_test", LaneFixtures.ENDPOINT, Trigger.TEST));

        assertThat(lane.offer(test, lanes.moment(), 0)).isEqualTo(Decision.START);
    }

    private Lane opened() {
        Lane lane = lanes.lane(rules(5));
        lanes.offer(lane, 5);
        timeOut(lane, 5);
        return lane;
    }

    private void timeOut(Lane lane, int times) {
        lanes.now += 15 * SECOND;
        for (int i = 0; i < times; i++) {
            lanes.end(lane, new AttemptOutcome.NoResponse(ErrorKind.TIMEOUT, ""), 15 * SECOND);
        }
    }
}
