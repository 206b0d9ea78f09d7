package dev.hooklane.lane;

import static dev.hooklane.lane.VirtualLanes.MS;
import static dev.hooklane.lane.VirtualLanes.SECOND;
import static dev.hooklane.lane.VirtualLanes.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which delivery a lane takes next: in order, and live ones before replays. */
final class LaneOrderTest {
    private final VirtualLanes lanes = new VirtualLanes();

    @Test
    void anOrderedLaneHasOneInFlightAndTakesTheEarliestNext() {
        Lane lane = lanes.lane(new LaneRules(16, 0, 0, true));
        lanes.offer(lane);
        Work later = lanes.work("evt_z");
        Work earlier = lanes.work("evt_a");
        List<Work> byId = new ArrayList<>(List.of(later, earlier));
        byId.sort((one, other) -> id(one).compareTo(id(other)));
        lane.offer(later, lanes.moment(), 0);
        lane.offer(earlier, lanes.moment(), 0);

        assertThat(lanes.succeed(lane, MS)).isEqualTo(byId.getFirst());
        assertThat(lanes.succeed(lane, MS)).isEqualTo(byId.getLast());
    }

    @Test
    void laterOnesOfAnOrderedLaneWaitBehindOneThatIsRetried() {
        Lane lane = lanes.lane(new LaneRules(16, 0, 0, true));
        List<Work> inOrder = new ArrayList<>(List.of(lanes.work(), lanes.work()));
        inOrder.sort((one, other) -> id(one).compareTo(id(other)));
        lane.offer(inOrder.getFirst(), lanes.moment(), 0);
        lanes.fail(lane, inOrder.getFirst(), Duration.ofMinutes(5));

        assertThat(lane.offer(inOrder.getLast(), lanes.moment(), 0))
                .isEqualTo(new Decision.Park(ParkReason.ORDER, 300 * SECOND));
        assertThat(lane.isForgettable(lanes.now)).isFalse();
        assertThat(lane.offer(inOrder.getFirst(), lanes.moment(), 0)).isEqualTo(Decision.START);
    }

    @Test
    void whatIsLiveComesBeforeReplaysThatWaitedLonger() {
        Lane lane = lanes.lane(rules(1));
        lanes.offer(lane);
        lane.offer(replayed(), lanes.moment(), 0);
        Work live = lanes.work();
        lane.offer(live, lanes.moment(), 0);

        Work next = lanes.succeed(lane, 20 * MS);
        Work last = lanes.succeed(lane, 20 * MS);

        assertThat(next).isEqualTo(live);
        assertThat(last).isNotNull().matches(Work::isReplayed);
    }

    @Test
    void whatIsLiveStartsAtOnceThoughReplaysWait() {
        Lane lane = lanes.lane(new LaneRules(2, 0.5, 1, false));
        lanes.offer(lane);
        Decision replay = lane.offer(replayed(), lanes.moment(), 0);
        lanes.now += 2 * SECOND;

        Decision live = lanes.offer(lane);

        assertThat(replay).isEqualTo(Decision.QUEUE);
        assertThat(live).isEqualTo(Decision.START);
    }

    @Test
    void replaysLeaveHalfOfTheQueueToOthers() {
        LaneQueue queue = new LaneQueue(10, 1 << 20);
        int replays = 0;
        while (queue.hasRoomFor(replayed())) {
            queue.add(new LaneQueue.Queued(replayed(), lanes.now, lanes.now + SECOND));
            replays++;
        }
        int live = 0;
        while (queue.hasRoomFor(lanes.work())) {
            queue.add(new LaneQueue.Queued(lanes.work(), lanes.now, lanes.now + SECOND));
            live++;
        }

        assertThat(replays).isEqualTo(5);
        assertThat(live).isEqualTo(5);
    }

    @Test
    void replaysBehindLiveOnesAreParkedWhenTheyHaveWaitedTooLong() {
        Lane lane = lanes.lane(rules(1));
        lanes.offer(lane);
        Work replay = replayed();
        lane.offer(replay, lanes.moment(), 0);
        lanes.now += 1_500 * MS;
        lane.offer(lanes.work(), new Moment(lanes.now, true, 0, 1_000, false), 0);
        lanes.now += 600 * MS;

        Lane.Expired expired = lane.takeExpired(lanes.now);

        assertThat(expired).isNotNull().extracting(Lane.Expired::work).isEqualTo(replay);
        assertThat(lane.takeExpired(lanes.now)).isNull();
    }

    @Test
    void aLaneThatIsNoLongerOrderedPutsReplaysBehindAgain() {
        LaneQueue queue = new LaneQueue(10, 1 << 20);
        queue.sortByEvent(true);
        Work replay = replayed();
        Work live = lanes.work();
        queue.add(new LaneQueue.Queued(replay, lanes.now, lanes.now + SECOND));
        queue.add(new LaneQueue.Queued(live, lanes.now, lanes.now + SECOND));

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
        Work live = lanes.work("evt_later");
        Work replay =
                new Work(
                        lanes.live,
                        1,
                        LaneFixtures.delivery("evt_replay", LaneFixtures.ENDPOINT, Trigger.REPLAY));
        queue.add(new LaneQueue.Queued(live, lanes.now, lanes.now + SECOND));
        queue.add(new LaneQueue.Queued(replay, lanes.now, lanes.now + SECOND));
        boolean replayFirst =
                replay.delivery().id().value().compareTo(live.delivery().id().value()) < 0;

        LaneQueue.Queued head = queue.head();

        assertThat(head)
                .isNotNull()
                .extracting(LaneQueue.Queued::work)
                .isEqualTo(replayFirst ? replay : live);
    }

    private Work replayed() {
        return new Work(
                lanes.live,
                lanes.offers,
                LaneFixtures.delivery(
                        "evt_" + lanes.offers++, LaneFixtures.ENDPOINT, Trigger.REPLAY));
    }

    private static String id(Work work) {
        return work.delivery().id().value();
    }
}
