package dev.hooklane.lane;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Work;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.offset.Outcome;
import dev.hooklane.thirdparty.Seat;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint's share of this instance: decides whether its next attempt starts, queues or is
 * parked. The poll loop's thread offers work and tends the queue; the attempts' threads report how
 * they ended. Each call holds the lane's own lock for a moment.
 */
final class Lane {
    private final Permits permits;
    private final LaneQueue queue;
    private final LaneHealth health;
    private final Pace pace;
    private final Backlog backlog = new Backlog();
    private final DeliveryOrder order = new DeliveryOrder();
    private final LaneSeat seat = new LaneSeat();
    private LaneRules rules;
    private boolean busy;
    private boolean slow;
    private boolean spilled;
    private long spilledAt;

    Lane(LaneRules rules, LaneShared shared, LaneQueue queue, long nowNanos) {
        this.permits = shared.permits();
        this.queue = queue;
        this.rules = rules;
        this.health = new LaneHealth(shared, rules.maxInFlight());
        this.pace = new Pace(rules, health, nowNanos);
        queue.sortByEvent(rules.ordered());
    }

    synchronized void changeRules(LaneRules changed, long nowNanos) {
        health.changeCeiling(changed.maxInFlight());
        pace.changeRules(changed, nowNanos);
        if (changed.ordered() != rules.ordered()) {
            queue.sortByEvent(changed.ordered());
        }
        rules = changed;
    }

    /** Sends to another target from now on, and counts the requests in flight there. */
    synchronized void sendsTo(Seat other, long nowNanos) {
        seat.moveTo(other, health.inFlight(), nowNanos);
    }

    /** Decides on a delivery that is due. */
    synchronized Decision offer(Work work, Moment moment, long untilTurnNanos) {
        busy = moment.busy();
        order.came(id(work));
        if (work.parking().happened()) {
            backlog.turnTaken(moment.nanos() + untilTurnNanos);
        }
        if (queue.ahead(work) == 0 && mayStart(work, moment.nanos())) {
            starts(moment.nanos());
            return Decision.START;
        }
        Decision decision = queueOrPark(work, moment);
        if (decision instanceof Decision.Park(_, long waitNanos)) {
            // An estimate: the topic that it is parked in gives a better one, in a moment.
            left(work, moment.nanos() + waitNanos);
        }
        return decision;
    }

    private boolean mayStart(Work work, long nowNanos) {
        noteSlowness(nowNanos);
        seat.looksAnew();
        return health.inFlight() < pace.limit()
                && (slow ? permits.hasRoomForSlow() : permits.hasRoom())
                && (health.mayRequest(nowNanos) || work.isAskedFor())
                && !isHeld(work, nowNanos)
                && (health.untilAskedNanos(nowNanos) == 0 || work.isTest())
                && pace.hasToken(nowNanos)
                && seat.tryEnter(nowNanos)
                && pace.tryTake(nowNanos);
    }

    private void starts(long nowNanos) {
        health.started(nowNanos);
        permits.started(slow);
    }

    private Decision queueOrPark(Work work, Moment moment) {
        long nowNanos = moment.nanos();
        if (!health.mayRequest(nowNanos) && !work.isAskedFor()) {
            return new Decision.Park(ParkReason.BREAKER_OPEN, health.untilRequestNanos(nowNanos));
        }
        if (isHeld(work, nowNanos) && order.untilFirstNanos(nowNanos) > Patience.ORDERED_NANOS) {
            return new Decision.Park(ParkReason.ORDER, order.untilFirstNanos(nowNanos));
        }
        if (seat.isHeld() && moment.crowded()) {
            return new Decision.Park(ParkReason.TARGET_BUSY, 0);
        }
        if (health.inFlight() == 0
                && !seat.isHeld()
                && !rules.isRateLimited()
                && health.untilAskedNanos(nowNanos) == 0
                && !rules.ordered()) {
            // Only the slow lanes' share can have held it, and no ending attempt would start it
            // later.
            return new Decision.Park(ParkReason.SLOW_SHARE, 0);
        }
        boolean fair = queue.ahead(work) < moment.fairShare();
        long patienceNanos =
                rules.ordered() ? Patience.ORDERED_NANOS : Patience.nanos(work, moment, fair);
        if (health.untilAskedNanos(nowNanos) > 2 * patienceNanos) {
            return park(queue.ahead(work), nowNanos);
        }
        if (queue.hasRoomFor(work)
                && (fair || isToQueueBeyondItsShare(work, moment, patienceNanos))) {
            queue.add(new LaneQueue.Queued(work, nowNanos, nowNanos + 2 * patienceNanos));
            return Decision.QUEUE;
        }
        return park(queue.ahead(work), nowNanos);
    }

    private boolean isToQueueBeyondItsShare(Work work, Moment moment, long patienceNanos) {
        long nowNanos = moment.nanos();
        return queue.size() < moment.spare()
                && !health.isStalled(nowNanos, moment.busy())
                && (moment.busy()
                        || pace.expectedNanos(queue.ahead(work), nowNanos) <= patienceNanos
                        || (queue.headAgeNanos(nowNanos) < Patience.DOUBT_NANOS
                                && !(spilled
                                        && nowNanos - spilledAt < Patience.SPILLED_LATELY_NANOS)));
    }

    private Decision.Park park(int ahead, long nowNanos) {
        spilled = true;
        spilledAt = nowNanos;
        return new Decision.Park(
                reason(nowNanos),
                backlog.untilTurnNanos(
                        nowNanos,
                        pace.expectedNanos(ahead, nowNanos),
                        pace.intervalNanos(nowNanos)));
    }

    private ParkReason reason(long nowNanos) {
        if (health.isToldToWait(nowNanos)) {
            return ParkReason.RETRY_AFTER;
        }
        if (seat.isHeld()) {
            return ParkReason.TARGET_BUSY;
        }
        return pace.isSetByRate(nowNanos) ? ParkReason.RATE_LIMIT : ParkReason.LANE_FULL;
    }

    private boolean isHeld(Work work, long nowNanos) {
        return rules.ordered() && order.holds(id(work), nowNanos);
    }

    private void left(Work work, long dueAt) {
        if (rules.ordered()) {
            order.left(id(work), dueAt);
        }
    }

    /** Takes note of where a delivery waits from now on, without an attempt. */
    synchronized void waitsElsewhere(Work work, Outcome outcome, long nowNanos) {
        if (outcome.away().isPresent()) {
            left(work, nowNanos + outcome.away().get().toNanos());
        } else {
            order.came(id(work));
        }
    }

    private static String id(Work work) {
        return work.delivery().id().value();
    }

    /** Takes the next delivery from the queue if it may start now; the caller starts it. */
    synchronized @Nullable Work startNext(long nowNanos) {
        LaneQueue.Queued head = queue.head();
        if (head == null || !mayStart(head.work(), nowNanos)) {
            return null;
        }
        starts(nowNanos);
        return queue.take(head);
    }

    /**
     * Takes a delivery that has waited too long in the queue; the caller parks it, and asks again.
     */
    synchronized @Nullable Expired takeExpired(long nowNanos) {
        LaneQueue.Queued first = queue.firstToGiveUp();
        if (first == null) {
            return null;
        }
        boolean open = !health.mayRequest(nowNanos) && !first.work().isAskedFor();
        boolean hopeless =
                nowNanos + health.untilAskedNanos(nowNanos) > first.until()
                        && !first.work().isTest();
        if (!open && !hopeless && nowNanos < first.until()) {
            return null;
        }
        Work work = queue.take(first);
        Decision.Park park =
                open
                        ? new Decision.Park(
                                ParkReason.BREAKER_OPEN, health.untilRequestNanos(nowNanos))
                        // Deliveries behind it have turns of their own, here or after it.
                        : park(0, nowNanos);
        left(work, nowNanos + park.waitNanos());
        return new Expired(work, park);
    }

    /** A queued delivery that is parked after all. */
    record Expired(Work work, Decision.Park park) {}

    /**
     * Ends an attempt, or a start that led to no attempt.
     *
     * @return the delivery that the caller is to start next; null if there is none
     */
    synchronized @Nullable Work finished(@Nullable Outcome outcome, Work work, long nowNanos) {
        permits.ended(slow);
        if (outcome == null || outcome.attempt().isEmpty()) {
            health.withdrawn(nowNanos);
        } else {
            health.ended(outcome.attempt().get(), outcome.again(), nowNanos, busy);
        }
        if (outcome != null && work.partition().owned()) {
            waitsElsewhere(work, outcome, nowNanos);
        }
        return seat.leave() ? null : startNext(nowNanos);
    }

    private void noteSlowness(long nowNanos) {
        boolean isSlow = health.isSlow(nowNanos);
        if (isSlow != slow) {
            slow = isSlow;
            permits.turnedSlow(slow ? health.inFlight() : -health.inFlight());
        }
    }

    /** Returns the lane's state now. */
    synchronized LaneState state(EndpointId endpoint, long nowNanos) {
        return health.state(
                endpoint,
                queue.size(),
                Duration.ofNanos(backlog.remainingNanos(nowNanos)),
                nowNanos);
    }

    synchronized boolean isQueueEmpty() {
        return queue.isEmpty();
    }

    /**
     * Returns how long until the queue needs tending again, because something may start by itself
     * then.
     */
    synchronized long untilNextLookNanos(long nowNanos) {
        return !seat.isHeld() && (health.inFlight() == 0 || pace.hasRate())
                ? pace.untilNextNanos(nowNanos)
                : Long.MAX_VALUE;
    }

    /**
     * Takes note that another instance owns its partitions, or did in between. The next owner
     * queues these deliveries again, and it is no longer known when deliveries that are away come
     * back.
     *
     * @return the queued deliveries whose partitions were lost
     */
    synchronized List<Work> moved() {
        order.forgetAll();
        return queue.takeLost();
    }

    /** Reports whether it has no work, whatever there is to remember. */
    synchronized boolean isIdle() {
        return queue.isEmpty() && health.inFlight() == 0;
    }

    /**
     * Reports whether it may be forgotten: it has no work, and nothing to remember beyond the last.
     */
    synchronized boolean isForgettable(long nowNanos) {
        return queue.isEmpty()
                && order.isEmpty(nowNanos)
                && pace.isForgettable(nowNanos)
                && health.isForgettable(nowNanos);
    }

    /** Takes note that it has been forgotten. */
    synchronized void forgotten() {
        health.forgotten();
    }
}
