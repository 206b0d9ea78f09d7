package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Parking;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A lane, in virtual time, whose endpoint takes so many a second and refuses the rest with 429. */
final class RefusingEndpointTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final long LATENCY = 5 * MS;
    private static final List<Long> STEPS = List.of(300 * MS, 600 * MS, 900 * MS, 1_200 * MS);
    private static final Duration LONGER_STEP = Duration.ofMinutes(30);
    private static final int ENOUGH = 600_000;

    private final OwnedPartition live = LaneFixtures.partition();
    private final Permits permits = new Permits(1_000);
    private final PriorityQueue<Later> later =
            new PriorityQueue<>((one, other) -> Long.compare(one.at, other.at));
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Deque<Long> taken = new ArrayDeque<>();
    private final List<Long> requests = new ArrayList<>();
    private final Lane lane = lane();
    private long now;
    private int perSecond;
    private Optional<Duration> retryAfter = Optional.empty();
    private int delivered;
    private int dead;

    private record Later(long at, Runnable action) {}

    @Test
    void twoASecondAndRetryAfterCostsFewRequestsAndNoDelivery() {
        perSecond = 2;
        retryAfter = Optional.of(Duration.ofSeconds(3));

        deliver(40);

        assertThat(dead).isZero();
        assertThat(delivered).isEqualTo(40);
        assertThat(requests).hasSizeLessThan(55);
        assertThat(now).isLessThan(60 * SECOND);
    }

    @Test
    void refusalsWithoutRetryAfterTeachTheRateAsWell() {
        perSecond = 2;

        deliver(40);

        assertThat(dead).isZero();
        assertThat(delivered).isEqualTo(40);
        assertThat(requests).hasSizeLessThan(60);
    }

    @Test
    void aFastEndpointsLimitIsFoundToo() {
        perSecond = 100;
        retryAfter = Optional.of(Duration.ofSeconds(1));

        deliver(3_000);

        assertThat(dead).isZero();
        assertThat(requests).hasSizeLessThan(3_200);
        assertThat(now).isLessThan(90 * SECOND);
    }

    @Test
    void nothingIsRequestedBeforeTheTimeThatTheEndpointAskedFor() {
        perSecond = 2;
        retryAfter = Optional.of(Duration.ofSeconds(30));

        deliver(40);

        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < requests.size(); i++) {
            pauses.add(requests.get(i) - requests.get(i - 1));
        }
        assertThat(requests.stream().filter(at -> at < 30 * SECOND)).hasSizeBetween(8, 9);
        assertThat(pauses.stream().filter(pause -> pause >= 29 * SECOND)).isNotEmpty();
        assertThat(dead).isZero();
    }

    @Test
    void anEndpointThatIsUnavailableForATimeIsLeftAloneAndHasNoRateAfterwards() {
        finish(start(), new ErrorStatus(503, Optional.of(Duration.ofSeconds(20)), ""));

        Decision held = lane.offer(work(1), moment(), 0);
        now += 20 * SECOND + LATENCY;
        Decision first = lane.offer(work(2), moment(), 0);
        Decision second = lane.offer(work(3), moment(), 0);
        finish(work(2), new AttemptOutcome.Success(200, ""));

        assertThat(held)
                .isInstanceOfSatisfying(
                        Decision.Park.class,
                        park -> {
                            assertThat(park.reason()).isEqualTo(ParkReason.RETRY_AFTER);
                            assertThat(park.waitNanos()).isBetween(19 * SECOND, 21 * SECOND);
                        });
        assertThat(first).isEqualTo(Decision.START);
        assertThat(second).as("one at first").isEqualTo(Decision.QUEUE);
        assertThat(lane.startNext(now)).isNull();
    }

    @Test
    void aTestIsRequestedAllTheSameButAManualRetryWaits() {
        finish(start(), new ErrorStatus(429, Optional.of(Duration.ofMinutes(1)), ""));

        assertThat(lane.offer(asked(Trigger.MANUAL), moment(), 0))
                .isInstanceOf(Decision.Park.class);
        assertThat(lane.offer(asked(Trigger.TEST), moment(), 0)).isEqualTo(Decision.START);
    }

    @Test
    void whatIsQueuedIsParkedAtOnceForAWaitThatItWouldNotSitOut() {
        Work first = start();
        for (int i = 1; i < 12; i++) {
            lane.offer(work(i), moment(), 0);
        }
        finish(first, new ErrorStatus(429, Optional.of(Duration.ofMinutes(1)), ""));

        assertThat(lane.takeExpired(now))
                .isNotNull()
                .extracting(expired -> expired.park().reason())
                .isEqualTo(ParkReason.RETRY_AFTER);
    }

    @Test
    void aLaneIsNotForgottenWhileItsEndpointAskedForTime() {
        finish(start(), new ErrorStatus(503, Optional.of(Duration.ofMinutes(10)), ""));

        assertThat(lane.isForgettable(now + 599 * SECOND)).isFalse();
        assertThat(lane.isForgettable(now + 600 * SECOND)).isTrue();
    }

    private Work start() {
        Work work = work(0);
        lane.offer(work, moment(), 0);
        now += LATENCY;
        return work;
    }

    private void finish(Work work, AttemptOutcome outcome) {
        lane.finished(outcome(work, outcome, Optional.of(LONGER_STEP)), work, now);
    }

    private void deliver(int events) {
        for (int i = 0; i < events; i++) {
            offer(work(i));
        }
        for (int tick = 0; tick < ENOUGH && delivered + dead < events; tick++) {
            now += MS;
            while (!later.isEmpty() && later.peek().at <= now) {
                later.remove().action.run();
            }
            if (tick % 5 == 0) {
                tend();
            }
        }
    }

    private void tend() {
        for (Work next = lane.startNext(now); next != null; next = lane.startNext(now)) {
            request(next);
        }
        for (Lane.Expired gone = lane.takeExpired(now);
                gone != null;
                gone = lane.takeExpired(now)) {
            park(gone.work(), gone.park());
        }
    }

    private void offer(Work work) {
        long millis = now / MS;
        switch (lane.offer(work, moment(), work.parking().untilTurnMillis(millis) * MS)) {
            case Decision.Start _ -> request(work);
            case Decision.Queue _ -> {}
            case Decision.Park park -> park(work, park);
        }
    }

    /** As the shortest parked topic: ten seconds at least. */
    private void park(Work work, Decision.Park park) {
        Parking parking = work.parking().again(now / MS, (now + park.waitNanos()) / MS);
        long away = Math.max(10 * SECOND, park.waitNanos());
        later.add(
                new Later(
                        now + away,
                        () -> offer(new Work(live, work.offset(), work.delivery(), parking))));
    }

    private void request(Work work) {
        requests.add(now);
        int number = attempts.merge(work.delivery().id().value(), 1, Integer::sum);
        taken.removeIf(at -> at <= now - SECOND);
        boolean takes = taken.size() < perSecond;
        if (takes) {
            taken.add(now);
        }
        later.add(new Later(now + LATENCY, () -> answered(work, number, takes)));
    }

    private void answered(Work work, int number, boolean success) {
        Optional<Duration> again = Optional.empty();
        if (success) {
            delivered++;
        } else if (number > STEPS.size()) {
            dead++;
        } else {
            long step = STEPS.get(number - 1);
            Duration wait = retryAfter.orElse(Duration.ZERO);
            again = Optional.of(wait.toNanos() > step ? wait : Duration.ofNanos(step));
            Work retry = new Work(live, work.offset(), work.delivery());
            later.add(new Later(now + again.get().toNanos(), () -> offer(retry)));
        }
        AttemptOutcome outcome =
                success
                        ? new AttemptOutcome.Success(200, "")
                        : new ErrorStatus(429, retryAfter, "");
        Work next = lane.finished(outcome(work, outcome, again), work, now);
        if (next != null) {
            request(next);
        }
    }

    private Outcome outcome(Work work, AttemptOutcome outcome, Optional<Duration> again) {
        return new Outcome(live, work.offset(), List.of())
                .after(new Attempt(1, LaneFixtures.NOW, Duration.ofNanos(LATENCY), outcome), again);
    }

    private Work work(int number) {
        return new Work(
                live,
                number,
                LaneFixtures.delivery("evt_" + number, LaneFixtures.ENDPOINT, Trigger.EVENT));
    }

    private Work asked(Trigger trigger) {
        return new Work(live, 7, LaneFixtures.delivery("evt_a", LaneFixtures.ENDPOINT, trigger));
    }

    /** Alone on its instance, a lane always holds its fair share only. */
    private Moment moment() {
        return new Moment(now, false, 1_000, 1_000, false);
    }

    private Lane lane() {
        return new Lane(
                new LaneRules(64, 0, 0, false),
                new LaneShared(permits, new AtomicInteger(), new Random(1)),
                new LaneQueue(10_000, 1 << 24),
                0);
    }
}
