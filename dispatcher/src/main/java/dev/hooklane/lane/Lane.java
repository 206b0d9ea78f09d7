package dev.hooklane.lane;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Work;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.offset.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint's share of this instance: decides whether its next attempt starts, queues or is
 * parked. The poll loop's thread offers work and tends the queue; the attempts' threads report how
 * they ended. Each call holds the lane's own lock for a moment.
 */
final class Lane {
    /** How long a burst may queue before the estimate of its wait counts. */
    private static final long DOUBT_NANOS = 500_000_000L;

    /** A lane that had too much this recently gets no benefit of the doubt. */
    private static final long SPILLED_LATELY_NANOS = 10_000_000_000L;

    private final Permits permits;
    private final LaneQueue queue;
    private final LaneHealth health;
    private final Backlog backlog = new Backlog();
    private final DeliveryOrder order = new DeliveryOrder();
    private LaneRules rules;
    private @Nullable TokenBucket bucket;
    private boolean busy;
    private boolean slow;
    private boolean spilled;
    private long spilledAt;

    Lane(LaneRules rules, LaneShared shared, LaneQueue queue, long now) {
        this.permits = shared.permits();
        this.queue = queue;
        this.rules = rules;
        this.health = new LaneHealth(shared, rules.maxInFlight());
        this.bucket = bucket(rules, now);
        queue.sortByEvent(rules.ordered());
    }

    synchronized void changeRules(LaneRules changed, long now) {
        health.changeCeiling(changed.maxInFlight());
        if (!changed.sameRate(rules)) {
            bucket = bucket(changed, now);
        }
        if (changed.ordered() != rules.ordered()) {
            queue.sortByEvent(changed.ordered());
        }
        rules = changed;
    }

    private static @Nullable TokenBucket bucket(LaneRules rules, long now) {
        return rules.isRateLimited()
                ? new TokenBucket(rules.perSecond(), rules.burst(), now)
                : null;
    }

    /** Decides on a delivery that is due. */
    synchronized Decision offer(Work work, Now now, long untilTurnNanos) {
        busy = now.busy();
        order.came(id(work));
        if (work.parking().happened()) {
            backlog.turnTaken(now.nanos() + untilTurnNanos);
        }
        if (queue.ahead(work) == 0 && mayStart(work, now.nanos())) {
            starts(now.nanos());
            return Decision.START;
        }
        Decision decision = queueOrPark(work, now);
        if (decision instanceof Decision.Park(_, long wait)) {
            // An estimate: the topic that it is parked in gives a better one, in a moment.
            left(work, now.nanos() + wait);
        }
        return decision;
    }

    private boolean mayStart(Work work, long now) {
        noteSlowness(now);
        return health.inFlight() < (rules.ordered() ? 1 : health.limit())
                && (slow ? permits.hasRoomForSlow() : permits.hasRoom())
                && (health.mayRequest(now) || work.isAskedFor())
                && !isHeld(work, now)
                && (health.untilAsked(now) == 0 || work.isTest())
                && (bucket == null || bucket.tryTake(now));
    }

    private void starts(long now) {
        health.started(now);
        permits.started(slow);
    }

    private Decision queueOrPark(Work work, Now now) {
        long at = now.nanos();
        if (!health.mayRequest(at) && !work.isAskedFor()) {
            return new Decision.Park(ParkReason.BREAKER_OPEN, health.untilRequest(at));
        }
        if (isHeld(work, at) && order.untilFirst(at) > Patience.ORDERED_NANOS) {
            return new Decision.Park(ParkReason.ORDER, order.untilFirst(at));
        }
        if (health.inFlight() == 0
                && bucket == null
                && health.untilAsked(at) == 0
                && !rules.ordered()) {
            // Only the slow lanes' share can have held it, and no ending attempt would start it
            // later.
            return new Decision.Park(ParkReason.SLOW_SHARE, 0);
        }
        boolean fair = queue.ahead(work) < now.fairShare();
        long patience = rules.ordered() ? Patience.ORDERED_NANOS : Patience.of(work, now, fair);
        if (health.untilAsked(at) > 2 * patience) {
            return park(queue.ahead(work), at);
        }
        if (queue.hasRoomFor(work) && (fair || isToQueueBeyondItsShare(work, now, patience))) {
            queue.add(new LaneQueue.Queued(work, at, at + 2 * patience));
            return Decision.QUEUE;
        }
        return park(queue.ahead(work), at);
    }

    private boolean isToQueueBeyondItsShare(Work work, Now now, long patience) {
        long at = now.nanos();
        return queue.size() < now.spare()
                && !health.isStalled(at, now.busy())
                && (now.busy() || expected(queue.ahead(work), at) <= patience || deservesDoubt(at));
    }

    private boolean deservesDoubt(long now) {
        return queue.headAge(now) < DOUBT_NANOS
                && !(spilled && now - spilledAt < SPILLED_LATELY_NANOS);
    }

    private Decision.Park park(int ahead, long now) {
        spilled = true;
        spilledAt = now;
        return new Decision.Park(
                reason(now), backlog.untilTurn(now, expected(ahead, now), interval(now)));
    }

    private ParkReason reason(long now) {
        if (health.isToldToWait(now)) {
            return ParkReason.RETRY_AFTER;
        }
        return byRate() > 0 && byRate() >= byLatency(now)
                ? ParkReason.RATE_LIMIT
                : ParkReason.LANE_FULL;
    }

    /** Returns how long one more delivery would wait in the queue. */
    private long expected(int ahead, long now) {
        return interval(now) * (ahead + 1) + untilToken(now);
    }

    /** Returns how long one delivery takes, judged by the latest. */
    private long interval(long now) {
        return Math.max(byLatency(now), byRate());
    }

    private long byRate() {
        return Math.max(health.interval(), bucket == null ? 0 : bucket.intervalNanos());
    }

    private long byLatency(long now) {
        return health.latency(now) / (rules.ordered() ? 1 : health.limit());
    }

    private long untilToken(long now) {
        return Math.max(health.untilAsked(now), bucket == null ? 0 : bucket.untilNext(now));
    }

    private boolean isHeld(Work work, long now) {
        return rules.ordered() && order.holds(id(work), now);
    }

    private void left(Work work, long dueAt) {
        if (rules.ordered()) {
            order.left(id(work), dueAt);
        }
    }

    /** Takes note of where a delivery waits from now on, without an attempt. */
    synchronized void waitsElsewhere(Work work, Outcome outcome, long now) {
        became(work, outcome, now);
    }

    private void became(Work work, Outcome outcome, long now) {
        if (outcome.away().isPresent()) {
            left(work, now + outcome.away().get().toNanos());
        } else {
            order.came(id(work));
        }
    }

    private static String id(Work work) {
        return work.delivery().id().value();
    }

    /** Takes the next delivery from the queue if it may start now; the caller starts it. */
    synchronized @Nullable Work startNext(long now) {
        LaneQueue.Queued head = queue.head();
        if (head == null || !mayStart(head.work(), now)) {
            return null;
        }
        starts(now);
        return queue.take(head);
    }

    /**
     * Takes a delivery that has waited too long in the queue; the caller parks it, and asks again.
     */
    synchronized @Nullable Expired takeExpired(long now) {
        LaneQueue.Queued first = queue.firstToGiveUp();
        if (first == null) {
            return null;
        }
        boolean open = !health.mayRequest(now) && !first.work().isAskedFor();
        boolean hopeless = now + health.untilAsked(now) > first.until() && !first.work().isTest();
        if (!open && !hopeless && now < first.until()) {
            return null;
        }
        Work work = queue.take(first);
        Decision.Park park =
                open
                        ? new Decision.Park(ParkReason.BREAKER_OPEN, health.untilRequest(now))
                        // Deliveries behind it have turns of their own, here or after it.
                        : park(0, now);
        left(work, now + park.waitNanos());
        return new Expired(work, park);
    }

    /** A queued delivery that is parked after all. */
    record Expired(Work work, Decision.Park park) {}

    /**
     * Ends an attempt, or a start that led to no attempt.
     *
     * @return the delivery that the caller is to start next; null if there is none
     */
    synchronized @Nullable Work finished(@Nullable Outcome outcome, Work work, long now) {
        permits.ended(slow);
        if (outcome == null || outcome.attempt().isEmpty()) {
            health.withdrawn(now);
        } else {
            health.ended(outcome.attempt().get(), outcome.again(), now, busy);
        }
        if (outcome != null && work.partition().owned()) {
            became(work, outcome, now);
        }
        return startNext(now);
    }

    private void noteSlowness(long now) {
        boolean isSlow = health.isSlow(now);
        if (isSlow != slow) {
            slow = isSlow;
            permits.turnedSlow(slow ? health.inFlight() : -health.inFlight());
        }
    }

    /** Returns the lane's state now. */
    synchronized LaneState state(EndpointId endpoint, long now) {
        return new LaneState(
                endpoint,
                health.gate(),
                health.openFor(now),
                Duration.ofNanos(
                        health.gate() == LaneState.Gate.OPEN ? health.untilRequest(now) : 0),
                health.inFlight(),
                health.limit(),
                queue.size(),
                Duration.ofNanos(backlog.remainingNanos(now)),
                health.isSlow(now));
    }

    synchronized boolean isQueueEmpty() {
        return queue.isEmpty();
    }

    /**
     * Returns how long until the queue needs tending again, because something may start by itself
     * then.
     */
    synchronized long untilNextLook(long now) {
        return health.inFlight() == 0 || byRate() > 0 ? untilToken(now) : Long.MAX_VALUE;
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
    synchronized boolean isForgettable(long now) {
        return queue.isEmpty()
                && order.isEmpty(now)
                && (bucket == null || bucket.isFull(now))
                && health.isForgettable(now);
    }

    /** Takes note that it has been forgotten. */
    synchronized void forgotten() {
        health.forgotten();
    }
}
