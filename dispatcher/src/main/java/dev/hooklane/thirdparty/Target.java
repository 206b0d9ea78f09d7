package dev.hooklane.thirdparty;

import dev.hooklane.event.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one target gets now, and which accounts want it. Each account that has some, or asked
 * lately, may have an equal share. Used under the lock of its entry in {@link Targets}; times are
 * nanoseconds.
 */
final class Target {
    /** Longer than the shortest parked delay, so that who was refused finds room coming back. */
    static final long ASKED_LATELY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = 1e9;

    private final TargetLimits limits;
    private final Map<AccountId, Share> shares = new HashMap<>();
    private int taken;
    private long sweptAt;

    /** When a second's worth of requests may begin at once; see {@link #hasToken}. */
    private long fullAt;

    private static final class Share {
        private int taken;
        private long askedAt;
    }

    Target(TargetLimits limits, long nowNanos) {
        this.limits = limits;
        this.sweptAt = nowNanos;
        this.fullAt = nowNanos;
    }

    boolean tryEnter(AccountId account, long nowNanos) {
        Share share = asked(account, nowNanos);
        int fair = Math.ceilDiv(limits.most(), shares.size());
        if (taken >= limits.most() || share.taken >= fair || !hasToken(nowNanos)) {
            return false;
        }
        take(share, nowNanos);
        return true;
    }

    void enter(AccountId account, long nowNanos) {
        take(asked(account, nowNanos), nowNanos);
    }

    private void take(Share share, long nowNanos) {
        share.taken++;
        taken++;
        if (limits.perSecond() > 0) {
            fullAt = Math.max(fullAt, nowNanos) + Math.round(NANOS_PER_SECOND / limits.perSecond());
        }
    }

    /** Reports whether less than the last second's worth has begun in it (GCRA). */
    private boolean hasToken(long nowNanos) {
        return limits.perSecond() == 0 || fullAt - nowNanos < (long) NANOS_PER_SECOND;
    }

    private Share asked(AccountId account, long nowNanos) {
        Share share = shares.computeIfAbsent(account, _ -> new Share());
        share.askedAt = nowNanos;
        if (nowNanos - sweptAt >= SWEEP_NANOS) {
            sweptAt = nowNanos;
            shares.values().removeIf(each -> isOver(each, nowNanos));
        }
        return share;
    }

    void leave(AccountId account) {
        Share share = shares.get(account);
        if (share != null && share.taken > 0) {
            share.taken--;
            taken--;
        }
    }

    boolean isCrowded() {
        return shares.size() > limits.most();
    }

    boolean isIdle(long nowNanos) {
        return taken == 0
                && fullAt - nowNanos <= 0
                && shares.values().stream().allMatch(each -> isOver(each, nowNanos));
    }

    private static boolean isOver(Share share, long nowNanos) {
        return share.taken == 0 && nowNanos - share.askedAt > ASKED_LATELY_NANOS;
    }
}
