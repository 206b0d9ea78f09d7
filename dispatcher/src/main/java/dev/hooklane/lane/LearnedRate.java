package dev.hooklane.lane;

import java.time.Duration;
import java.util.Optional;

/**
 * How often an endpoint may get requests, as its own answers show: until when it asked for a pause,
 * and at which rate it began to refuse. The first 429 sets a rate below what the endpoint took in
 * the last second, and each later one lowers it. While requests succeed the rate grows, until it
 * limits nothing any more. It grows fast where the endpoint's capacity is unknown or has changed.
 *
 * <p>Used under its lane's lock; times are nanoseconds of one clock. The reasons for the numbers
 * are in ADR 30.
 */
final class LearnedRate {
    /** After this long one request asks again, whatever the endpoint said. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** The same after a delivery's last attempt, when its schedule sets no bound any more. */
    static final Duration LONGEST_AFTER_LAST = Duration.ofMinutes(10);

    private static final double REFUSED = 0.7;

    /** The time in which the rate doubles while it is near the rate that was refused. */
    private static final double DOUBLED_IN_NANOS = 60e9;

    /** The same from twice that rate on: the endpoint takes more than it did. */
    private static final double DOUBLED_FAST_IN_NANOS = 5e9;

    private static final long NOT_KNOWN = Long.MAX_VALUE;

    /**
     * If fewer were taken in the second of the first refusal, that is chance: requests may have
     * just begun.
     */
    private static final int TELLING = 8;

    /**
     * With this many requests since a wait, a request is no longer the one that asks whether it is
     * over.
     */
    private static final int SEVERAL = 2;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long SLOWEST_NANOS = 60_000_000_000L;

    /** From 5,000 a second on it no longer limits anything. */
    private static final long FREE_NANOS = 200_000L;

    /** Lets a caller that checks every few milliseconds still get each turn. */
    private static final long TOLERANCE_NANOS = 10_000_000L;

    /** How long the rate is remembered when its endpoint gets no requests any more. */
    private static final long KEPT_NANOS = 600_000_000_000L;

    private long intervalNanos;
    private long refusedIntervalNanos = NOT_KNOWN;
    private long nextAt = Long.MIN_VALUE;
    private long waitUntil = Long.MIN_VALUE;
    private long waitSince = Long.MIN_VALUE;
    private int sinceWait = SEVERAL;
    private long refusedAt = Long.MIN_VALUE;
    private long grownAt;
    private boolean isGuess;
    private long secondBegan = Long.MIN_VALUE;
    private int thisSecond;
    private int lastSecond;

    /** Returns the time between two requests; 0 for as soon as there is room. */
    long intervalNanos() {
        return intervalNanos;
    }

    /** Returns how long no request may begin; 0 if one may begin now. */
    long untilNextNanos(long nowNanos) {
        return Math.max(
                untilWaitedNanos(nowNanos),
                isLimited() ? untilNanos(nextAt - TOLERANCE_NANOS, nowNanos) : 0);
    }

    /** Returns how much is left of the wait that the endpoint asked for. */
    long untilWaitedNanos(long nowNanos) {
        return untilNanos(waitUntil, nowNanos);
    }

    boolean isLimited() {
        return intervalNanos > 0;
    }

    void requested(long nowNanos) {
        sinceWait = Math.min(sinceWait + 1, SEVERAL);
        if (isLimited()) {
            nextAt = Math.max(nextAt, nowNanos) + intervalNanos;
        }
    }

    /** Takes note that the endpoint accepted a request made at {@code requestedAt}. */
    void succeeded(long requestedAt, long nowNanos) {
        roll(nowNanos);
        thisSecond++;
        if (requestedAt > waitSince) {
            // A test went through, so the endpoint takes requests again.
            waitUntil = Long.MIN_VALUE;
        }
        if (!isLimited()) {
            return;
        }
        if (requestedAt > refusedAt) {
            // Only time in which the rate is used shows that the endpoint takes more.
            long usedNanos = Math.min(nowNanos - grownAt, 2 * intervalNanos);
            grownAt = nowNanos;
            long shorterNanos = (long) (intervalNanos / Math.pow(2, usedNanos / doubledInNanos()));
            intervalNanos = shorterNanos < FREE_NANOS ? 0 : shorterNanos;
        } else if (isGuess) {
            // It was accepted together with those that were refused.
            guess();
        }
    }

    /**
     * Takes note that the endpoint answered a request made at {@code requestedAt} with "too many".
     */
    void refused(long requestedAt, long nowNanos) {
        if (requestedAt <= refusedAt) {
            // It was in flight when the rate fell, so it is no news.
            return;
        }
        roll(nowNanos);
        boolean asksAfterWait = requestedAt > waitSince && sinceWait == 1;
        isGuess = !isLimited();
        if (isGuess) {
            guess();
        } else if (!asksAfterWait) {
            // A request sent when the endpoint had said that it might doesn't lower the rate.
            refusedIntervalNanos = intervalNanos;
            intervalNanos = slowerThan(intervalNanos);
        }
        refusedAt = nowNanos;
        grownAt = nowNanos;
        nextAt = nowNanos + intervalNanos;
    }

    /**
     * Takes note that the endpoint asked for a pause.
     *
     * @param own how long at most the delivery that got this answer waits itself, if it does
     */
    void waits(Duration asked, Optional<Duration> own, long nowNanos) {
        Duration wait = shorter(asked, shorter(own.orElse(LONGEST_AFTER_LAST), LONGEST_WAIT));
        waitUntil = Math.max(waitUntil, nowNanos + wait.toNanos());
        waitSince = nowNanos;
        sinceWait = 0;
        nextAt = Math.max(nextAt, waitUntil);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Reports whether it limits nothing, or has not limited anything for long. */
    boolean isForgettable(long nowNanos) {
        return untilNanos(waitUntil, nowNanos) == 0
                && (!isLimited() || untilNanos(nextAt + KEPT_NANOS, nowNanos) == 0);
    }

    private static long slowerThan(long intervalNanos) {
        return Math.clamp((long) (intervalNanos / REFUSED), FREE_NANOS, SLOWEST_NANOS);
    }

    /**
     * Sets a rate below what the endpoint took in the last second; if that was nothing, at most one
     * a second.
     */
    private void guess() {
        int taken = Math.max(lastSecond, thisSecond);
        refusedIntervalNanos = taken < TELLING ? NOT_KNOWN : SECOND_NANOS / taken;
        intervalNanos = slowerThan(SECOND_NANOS / Math.max(1, taken));
    }

    private double doubledInNanos() {
        return intervalNanos < refusedIntervalNanos / 2 ? DOUBLED_FAST_IN_NANOS : DOUBLED_IN_NANOS;
    }

    private void roll(long nowNanos) {
        if (secondBegan == Long.MIN_VALUE || nowNanos - secondBegan >= 2 * SECOND_NANOS) {
            lastSecond = 0;
        } else if (nowNanos - secondBegan >= SECOND_NANOS) {
            lastSecond = thisSecond;
        } else {
            return;
        }
        thisSecond = 0;
        secondBegan = nowNanos;
    }

    private static long untilNanos(long at, long nowNanos) {
        return at > nowNanos ? at - nowNanos : 0;
    }
}
