package dev.hooklane.lane;

import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
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

/** Lanes in virtual time, and deliveries for them. */
final class VirtualLanes {
    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    final OwnedPartition live = LaneFixtures.partition();
    final Permits permits = new Permits(100);
    final AtomicInteger open = new AtomicInteger();
    long now = -7 * SECOND;
    int offers;

    Lane lane(LaneRules rules) {
        return new Lane(
                rules,
                new LaneShared(permits, open, new Random(1)),
                new LaneQueue(1_000, 1 << 20),
                now);
    }

    static LaneRules rules(int maxInFlight) {
        return new LaneRules(maxInFlight, 0, 0, false);
    }

    List<Decision> offer(Lane lane, int times) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            decisions.add(offer(lane));
        }
        return decisions;
    }

    Decision offer(Lane lane) {
        return lane.offer(work(), moment(), 0);
    }

    Work work() {
        return work("evt_" + offers++);
    }

    Work work(String event) {
        return new Work(
                live, offers, LaneFixtures.delivery(event, LaneFixtures.ENDPOINT, Trigger.EVENT));
    }

    Moment moment() {
        return new Moment(now, false, 0, 1_000, false);
    }

    @Nullable Work succeed(Lane lane, long latency) {
        return end(lane, new AttemptOutcome.Success(200, ""), latency);
    }

    void fail(Lane lane, Work work, Duration again) {
        AttemptOutcome failure = new AttemptOutcome.ErrorStatus(500, Optional.empty(), "");
        lane.finished(
                new Outcome(live, 0, List.of())
                        .awayFor(again)
                        .after(LaneFixtures.attempt(1, failure), Optional.of(again)),
                work,
                now);
    }

    @Nullable Work end(Lane lane, AttemptOutcome outcome, long latency) {
        Attempt attempt = new Attempt(1, LaneFixtures.NOW, Duration.ofNanos(latency), outcome);
        return lane.finished(
                new Outcome(live, 0, List.of()).after(attempt, Optional.empty()), work(), now);
    }
}
