package dev.hooklane.lane;

import org.jspecify.annotations.Nullable;

/**
 * How fast a lane's deliveries can be attempted: by its rate limit, by what its endpoint has asked
 * for, and by how long attempts take. Used under its lane's lock; times are nanoseconds.
 */
final class Pace {
    private final LaneHealth health;
    private LaneRules rules;
    private @Nullable TokenBucket bucket;

    Pace(LaneRules rules, LaneHealth health, long nowNanos) {
        this.health = health;
        this.rules = rules;
        this.bucket = bucket(rules, nowNanos);
    }

    void changeRules(LaneRules changed, long nowNanos) {
        if (!changed.sameRate(rules)) {
            bucket = bucket(changed, nowNanos);
        }
        rules = changed;
    }

    private static @Nullable TokenBucket bucket(LaneRules rules, long nowNanos) {
        return rules.isRateLimited()
                ? new TokenBucket(rules.perSecond(), rules.burst(), nowNanos)
                : null;
    }

    /** Returns how many attempts may be in flight at once. */
    int limit() {
        return rules.ordered() ? 1 : health.limit();
    }

    /** Reports whether the rate limit, if there is one, has a token. */
    boolean hasToken(long nowNanos) {
        return bucket == null || bucket.untilNextNanos(nowNanos) == 0;
    }

    /** Takes a token, if the rate limit has one or there is no rate limit. */
    boolean tryTake(long nowNanos) {
        return bucket == null || bucket.tryTake(nowNanos);
    }

    /**
     * Returns how long until neither the rate limit nor the endpoint's own wish forbids a start.
     */
    long untilNextNanos(long nowNanos) {
        return Math.max(
                health.untilAskedNanos(nowNanos),
                bucket == null ? 0 : bucket.untilNextNanos(nowNanos));
    }

    /** Returns how long one more delivery would wait behind those ahead of it. */
    long expectedNanos(int ahead, long nowNanos) {
        return intervalNanos(nowNanos) * (ahead + 1) + untilNextNanos(nowNanos);
    }

    /** Returns how long one delivery takes, judged by the latest. */
    long intervalNanos(long nowNanos) {
        return Math.max(byLatencyNanos(nowNanos), byRateNanos());
    }

    /** Reports whether there is a rate, chosen or learned. */
    boolean hasRate() {
        return byRateNanos() > 0;
    }

    /** Reports whether it is the rate that sets the pace, not how long attempts take. */
    boolean isSetByRate(long nowNanos) {
        return hasRate() && byRateNanos() >= byLatencyNanos(nowNanos);
    }

    private long byRateNanos() {
        return Math.max(health.intervalNanos(), bucket == null ? 0 : bucket.intervalNanos());
    }

    private long byLatencyNanos(long nowNanos) {
        return health.latencyNanos(nowNanos) / limit();
    }

    /** Reports whether there is nothing to remember: the rate limit is as unused as a new one. */
    boolean isForgettable(long nowNanos) {
        return bucket == null || bucket.isFull(nowNanos);
    }
}
