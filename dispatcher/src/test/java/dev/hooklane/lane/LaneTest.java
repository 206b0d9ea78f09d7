package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Parking;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lane in virtual time. */
final class LaneTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private final OwnedPartition live = LaneFixtures.partition();
    private final Permits permits = new Permits(100);
    private final AtomicInteger open = new AtomicInteger();
    private long now = -7 * SECOND;
    private int offers;

    @Test
    void startsUpToItsLimitAndQueuesTheNext() {
        Lane lane = lane(rules(16));

        assertThat(offer(lane, 8)).allMatch(Decision.START::equals);
        assertThat(offer(lane)).isEqualTo(Decision.QUEUE);
        assertThat(permits.inFlight()).isEqualTo(8);
    }

    @Test
    void anAttemptThatEndsMakesRoomForTheNextOfTheQueue() {
        Lane lane = lane(rules(1));
        offer(lane);
        Work queued = work();
        lane.offer(queued, moment(), 0);

        now += 20 * MS;

        assertThat(succeed(lane, 20 * MS)).isEqualTo(queued);
        assertThat(succeed(lane, 20 * MS)).isNull();
        assertThat(permits.inFlight()).isZero();
    }

    @Test
    void whatWouldWaitLongerThanASecondIsParked() {
        Lane lane = overloaded();

        Decision decision = offer(lane);

        assertThat(decision).isInstanceOf(Decision.Park.class);
        assertThat(((Decision.Park) decision).reason()).isEqualTo(ParkReason.LANE_FULL);
    }

    @Test
    void parkedOnesComeBackAsFastAsTheEndpointTakesThem() {
        Lane lane = overloaded();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waits.add(((Decision.Park) offer(lane)).waitNanos());
        }

        for (int i = 1; i < 10; i++) {
            assertThat(waits.get(i) - waits.get(i - 1)).isEqualTo(100 * MS);
        }
    }

    @Test
    void tellsHowFarItIsBehindAndThatItIsInTrouble() {
        Lane calm = lane(rules(16));
        Lane lane = overloaded();
        for (int i = 0; i < 10; i++) {
            offer(lane);
        }

        LaneState state = lane.state(LaneFixtures.ENDPOINT, now);

        assertThat(calm.state(LaneFixtures.ENDPOINT, now).isInTrouble()).isFalse();
        assertThat(state.isInTrouble()).isTrue();
        assertThat(state.gate()).isEqualTo(LaneState.Gate.CLOSED);
        assertThat(state.backlog()).isGreaterThan(Duration.ofMillis(900));
        assertThat(state.queued()).isPositive();
    }

    @Test
    void aBusyInstanceWaitsLongerInsteadOfWritingMore() {
        Lane lane = overloaded();

        assertThat(lane.offer(work(), new Moment(now, true, 0, 1_000, false), 0))
                .isEqualTo(Decision.QUEUE);
    }

    @Test
    void beyondItsShareALaneQueuesNoMoreThanIsSpare() {
        Lane lane = lane(rules(1));
        offer(lane);
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            decisions.add(lane.offer(work(), new Moment(now, true, 0, 3, false), 0));
        }

        assertThat(decisions.subList(0, 3)).containsOnly(Decision.QUEUE);
        assertThat(decisions.subList(3, 5)).allMatch(Decision.Park.class::isInstance);
    }

    @Test
    void aBusyInstanceParksForAnEndpointThatHasBeenSilentForFiveSeconds() {
        Lane lane = lane(rules(1));
        offer(lane);

        now += 5 * SECOND;
        assertThat(lane.offer(work(), new Moment(now, true, 0, 1_000, false), 0))
                .isEqualTo(Decision.QUEUE);
        now += 1;
        assertThat(lane.offer(work(), new Moment(now, true, 0, 1_000, false), 0))
                .isInstanceOf(Decision.Park.class);
    }

    @Test
    void aLaneThatHoldsNoMoreThanItsShareQueues() {
        Lane lane = overloaded();
        int queued = 0;
        while (lane.offer(work(), new Moment(now, false, 100, 0, false), 0)
                instanceof Decision.Queue) {
            queued++;
        }

        assertThat(queued).isBetween(1, 100);
        assertThat(offer(lane)).isInstanceOf(Decision.Park.class);
    }

    @Test
    void whatComesBackFromAParkedTopicMayWaitForItsTurn() {
        Lane lane = overloaded();

        assertThat(lane.offer(parkedBefore(), moment(), 20 * SECOND)).isEqualTo(Decision.QUEUE);
    }

    @Test
    void theFirstHalfSecondOfABurstIsQueued() {
        Lane lane = lane(rules(1));
        offer(lane);
        now += 400 * MS;

        assertThat(offer(lane, 50)).allMatch(Decision.QUEUE::equals);
    }

    @Test
    void anEndpointThatHangsQueuesNothingAfterASecond() {
        Lane lane = lane(rules(16));
        offer(lane, 8);
        now += 1_100 * MS;

        assertThat(offer(lane)).isInstanceOf(Decision.Park.class);
    }

    @Test
    void whatIsQueuedBehindAHangingOneIsGivenUpAfterTwoSeconds() {
        Lane lane = lane(rules(1));
        offer(lane);
        offer(lane);

        now += 2 * SECOND - 1;
        assertThat(lane.takeExpired(now)).isNull();
        now += 1;
        assertThat(lane.takeExpired(now)).isNotNull();
        assertThat(lane.isQueueEmpty()).isTrue();
    }

    @Test
    void anEndpointFromWhichNothingComesBackIsSlowAndHasTheSlowOnesShare() {
        Lane lane = lane(rules(64));
        offer(lane, 8);
        now += 3 * SECOND;

        offer(lane);

        assertThat(permits.slow()).isEqualTo(8);
    }

    @Test
    void slowEndpointsCannotHaveAllPermits() {
        Lane lane = lane(rules(64));
        offer(lane, 8);
        for (int i = 0; i < 6; i++) {
            Lane other = lane(rules(64));
            offer(other, 6);
            now += 3 * SECOND;
            offer(other);
        }

        assertThat(offer(lane)).isNotEqualTo(Decision.START);
        assertThat(permits.hasRoom()).isTrue();
    }

    @Test
    void aSlowEndpointThatRecoversGivesTheShareBack() {
        Lane lane = lane(rules(8));
        offer(lane, 4);
        now += 3 * SECOND;
        offer(lane);
        for (int i = 0; i < 5; i++) {
            succeed(lane, MS);
        }

        offer(lane);

        assertThat(permits.slow()).isZero();
        assertThat(permits.inFlight()).isEqualTo(1);
    }

    @Test
    void anOpenBreakerParksUntilTheProbe() {
        Lane lane = opened();

        Decision.Park park = (Decision.Park) offer(lane);

        assertThat(park.reason()).isEqualTo(ParkReason.BREAKER_OPEN);
        assertThat(park.waitNanos()).isBetween(4 * SECOND, 6 * SECOND);
        assertThat(open).hasValue(1);
    }

    @Test
    void anEndpointThatAnswersWithErrorsKeepsItsSchedule() {
        Lane lane = lane(rules(16));
        for (int i = 0; i < 50; i++) {
            now += SECOND;
            Work work = work();
            assertThat(lane.offer(work, moment(), 0)).isEqualTo(Decision.START);
            fail(lane, work, Duration.ofMinutes(5));
        }
    }

    @Test
    void whatWasQueuedIsParkedWhenTheBreakerOpens() {
        Lane lane = lane(rules(5));
        offer(lane, 10);
        timeOut(lane, 5);

        assertThat(lane.takeExpired(now))
                .extracting(expired -> expired.park().reason())
                .isEqualTo(ParkReason.BREAKER_OPEN);
    }

    @Test
    void oneProbeAndThenAllAgain() {
        Lane lane = opened();
        now += 6 * SECOND;

        assertThat(offer(lane)).isEqualTo(Decision.START);
        assertThat(offer(lane)).isInstanceOf(Decision.Park.class);
        succeed(lane, MS);
        assertThat(offer(lane)).isEqualTo(Decision.START);
        assertThat(open).hasValue(0);
    }

    @Test
    void whatSomebodyAskedForIsRequestedThoughTheBreakerIsOpen() {
        Lane lane = opened();
        Work test =
                new Work(
                        live,
                        0,
                        LaneFixtures.delivery("evt_test", LaneFixtures.ENDPOINT, Trigger.TEST));

        assertThat(lane.offer(test, moment(), 0)).isEqualTo(Decision.START);
    }

    @Test
    void aRateLimitHoldsAndItsQueueGoesOnWhenThereIsAToken() {
        Lane lane = lane(new LaneRules(16, 10, 2, false));

        assertThat(offer(lane, 2)).allMatch(Decision.START::equals);
        assertThat(offer(lane)).isEqualTo(Decision.QUEUE);
        assertThat(lane.startNext(now)).isNull();
        assertThat(lane.untilNextLookNanos(now)).isEqualTo(100 * MS);
        now += 100 * MS;
        assertThat(lane.startNext(now)).isNotNull();
    }

    @Test
    void whatARateLimitWouldHoldForLongIsParked() {
        Lane lane = lane(new LaneRules(16, 0.1, 1, false));
        offer(lane);
        now += SECOND;
        offer(lane);
        now += SECOND;

        assertThat(offer(lane))
                .extracting(decision -> ((Decision.Park) decision).reason())
                .isEqualTo(ParkReason.RATE_LIMIT);
    }

    @Test
    void aRateLimitThatIsTakenAwayHoldsNothing() {
        Lane lane = lane(new LaneRules(16, 0.1, 1, false));
        offer(lane);

        lane.changeRules(rules(16), now);

        assertThat(offer(lane)).isEqualTo(Decision.START);
    }

    @Test
    void anOrderedLaneHasOneInFlightAndTakesTheEarliestNext() {
        Lane lane = lane(new LaneRules(16, 0, 0, true));
        offer(lane);
        Work later = work("evt_z");
        Work earlier = work("evt_a");
        List<Work> byId = new ArrayList<>(List.of(later, earlier));
        byId.sort((one, other) -> id(one).compareTo(id(other)));
        lane.offer(later, moment(), 0);
        lane.offer(earlier, moment(), 0);

        assertThat(succeed(lane, MS)).isEqualTo(byId.getFirst());
        assertThat(succeed(lane, MS)).isEqualTo(byId.getLast());
    }

    @Test
    void laterOnesOfAnOrderedLaneWaitBehindOneThatIsRetried() {
        Lane lane = lane(new LaneRules(16, 0, 0, true));
        List<Work> inOrder = new ArrayList<>(List.of(work(), work()));
        inOrder.sort((one, other) -> id(one).compareTo(id(other)));
        lane.offer(inOrder.getFirst(), moment(), 0);
        fail(lane, inOrder.getFirst(), Duration.ofMinutes(5));

        assertThat(lane.offer(inOrder.getLast(), moment(), 0))
                .isEqualTo(new Decision.Park(ParkReason.ORDER, 300 * SECOND));
        assertThat(lane.isForgettable(now)).isFalse();
        assertThat(lane.offer(inOrder.getFirst(), moment(), 0)).isEqualTo(Decision.START);
    }

    @Test
    void aLaneIsNotForgottenBeforeItsRateLimitIsWhatANewOneWouldHave() {
        Lane lane = lane(new LaneRules(16, 0.1, 1, false));
        offer(lane);
        succeed(lane, MS);
        assertThat(lane.isForgettable(now)).isFalse();
        assertThat(lane.isForgettable(now + 9 * SECOND)).isFalse();

        assertThat(lane.isForgettable(now + 10 * SECOND)).isTrue();
    }

    @Test
    void anIdleLaneMayBeForgotten() {
        Lane lane = lane(rules(16));
        offer(lane);
        assertThat(lane.isForgettable(now)).isFalse();

        succeed(lane, MS);

        assertThat(lane.isForgettable(now)).isTrue();
    }

    @Test
    void whatIsLiveComesBeforeReplaysThatWaitedLonger() {
        Lane lane = lane(rules(1));
        offer(lane);
        lane.offer(replayed(), moment(), 0);
        Work live = work();
        lane.offer(live, moment(), 0);

        Work next = succeed(lane, 20 * MS);
        Work last = succeed(lane, 20 * MS);

        assertThat(next).isEqualTo(live);
        assertThat(last).isNotNull().matches(Work::isReplayed);
    }

    @Test
    void whatIsLiveStartsAtOnceThoughReplaysWait() {
        Lane lane = lane(new LaneRules(2, 0.5, 1, false));
        offer(lane);
        Decision replay = lane.offer(replayed(), moment(), 0);
        now += 2 * SECOND;

        Decision live = offer(lane);

        assertThat(replay).isEqualTo(Decision.QUEUE);
        assertThat(live).isEqualTo(Decision.START);
    }

    @Test
    void replaysLeaveHalfOfTheQueueToOthers() {
        LaneQueue queue = new LaneQueue(10, 1 << 20);
        int replays = 0;
        while (queue.hasRoomFor(replayed())) {
            queue.add(new LaneQueue.Queued(replayed(), now, now + SECOND));
            replays++;
        }
        int live = 0;
        while (queue.hasRoomFor(work())) {
            queue.add(new LaneQueue.Queued(work(), now, now + SECOND));
            live++;
        }

        assertThat(replays).isEqualTo(5);
        assertThat(live).isEqualTo(5);
    }

    @Test
    void replaysBehindLiveOnesAreParkedWhenTheyHaveWaitedTooLong() {
        Lane lane = lane(rules(1));
        offer(lane);
        Work replay = replayed();
        lane.offer(replay, moment(), 0);
        now += 1_500 * MS;
        lane.offer(work(), new Moment(now, true, 0, 1_000, false), 0);
        now += 600 * MS;

        Lane.Expired expired = lane.takeExpired(now);

        assertThat(expired).isNotNull().extracting(Lane.Expired::work).isEqualTo(replay);
        assertThat(lane.takeExpired(now)).isNull();
    }

    @Test
    void aLaneThatIsNoLongerOrderedPutsReplaysBehindAgain() {
        LaneQueue queue = new LaneQueue(10, 1 << 20);
        queue.sortByEvent(true);
        Work replay = replayed();
        Work live = work();
        queue.add(new LaneQueue.Queued(replay, now, now + SECOND));
        queue.add(new LaneQueue.Queued(live, now, now + SECOND));

        queue.sortByEvent(false);

        assertThat(takeHead(queue)).isEqualTo(live);
        assertThat(takeHead(queue)).isEqualTo(replay);
        assertThat(queue.isEmpty()).isTrue();
    }

    private static @Nullable Work takeHead(LaneQueue queue) {
        LaneQueue.Queued head = queue.head();
        return head == null ? null : queue.take(head);
    }

    @Test
    void anOrderedLaneTakesReplaysInTheirOrderToo() {
        LaneQueue queue = new LaneQueue(10, 1 << 20);
        queue.sortByEvent(true);
        Work live = work("evt_later");
        Work replay =
                new Work(
                        this.live,
                        1,
                        LaneFixtures.delivery("evt_replay", LaneFixtures.ENDPOINT, Trigger.REPLAY));
        queue.add(new LaneQueue.Queued(live, now, now + SECOND));
        queue.add(new LaneQueue.Queued(replay, now, now + SECOND));
        boolean replayFirst =
                replay.delivery().id().value().compareTo(live.delivery().id().value()) < 0;

        LaneQueue.Queued head = queue.head();

        assertThat(head)
                .isNotNull()
                .extracting(LaneQueue.Queued::work)
                .isEqualTo(replayFirst ? replay : live);
    }

    /** Answers after 100 ms, one at a time, and has had more than it takes for a while. */
    private Lane overloaded() {
        Lane lane = lane(rules(1));
        for (int i = 0; i < 20; i++) {
            offer(lane);
            now += 100 * MS;
            succeed(lane, 100 * MS);
        }
        offer(lane, 2);
        now += 600 * MS;
        offer(lane);
        succeed(lane, 100 * MS);
        offer(lane, 20);
        return lane;
    }

    private Lane opened() {
        Lane lane = lane(rules(5));
        offer(lane, 5);
        timeOut(lane, 5);
        return lane;
    }

    private Lane lane(LaneRules rules) {
        return new Lane(
                rules,
                new LaneShared(permits, open, new Random(1)),
                new LaneQueue(1_000, 1 << 20),
                now);
    }

    private static LaneRules rules(int maxInFlight) {
        return new LaneRules(maxInFlight, 0, 0, false);
    }

    private List<Decision> offer(Lane lane, int times) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            decisions.add(offer(lane));
        }
        return decisions;
    }

    private Decision offer(Lane lane) {
        return lane.offer(work(), moment(), 0);
    }

    private Work work() {
        return work("evt_" + offers++);
    }

    private Work work(String event) {
        return new Work(
                live, offers, LaneFixtures.delivery(event, LaneFixtures.ENDPOINT, Trigger.EVENT));
    }

    private Work replayed() {
        return new Work(
                live,
                offers,
                LaneFixtures.delivery("evt_" + offers++, LaneFixtures.ENDPOINT, Trigger.REPLAY));
    }

    private Work parkedBefore() {
        Work work = work();
        return new Work(
                work.partition(), work.offset(), work.delivery(), Parking.NEVER.again(0, 10));
    }

    private Moment moment() {
        return new Moment(now, false, 0, 1_000, false);
    }

    private @Nullable Work succeed(Lane lane, long latency) {
        return end(lane, new AttemptOutcome.Success(200, ""), latency);
    }

    private void timeOut(Lane lane, int times) {
        now += 15 * SECOND;
        for (int i = 0; i < times; i++) {
            end(lane, new AttemptOutcome.NoResponse(ErrorKind.TIMEOUT, ""), 15 * SECOND);
        }
    }

    private void fail(Lane lane, Work work, Duration again) {
        AttemptOutcome failure = new AttemptOutcome.ErrorStatus(500, Optional.empty(), "");
        lane.finished(
                new Outcome(live, 0, List.of())
                        .awayFor(again)
                        .after(LaneFixtures.attempt(1, failure), Optional.of(again)),
                work,
                now);
    }

    private @Nullable Work end(Lane lane, AttemptOutcome outcome, long latency) {
        Attempt attempt = new Attempt(1, LaneFixtures.NOW, Duration.ofNanos(latency), outcome);
        return lane.finished(
                new Outcome(live, 0, List.of()).after(attempt, Optional.empty()), work(), now);
    }

    private static String id(Work work) {
        return work.delivery().id().value();
    }
}
