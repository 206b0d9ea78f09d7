package dev.hooklane.thirdparty;

import dev.hooklane.event.AccountId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that third parties get from this instance, by target. Any thread may use it; a call
 * locks one target for a moment.
 */
public final class Targets {
    private static final int SWEPT_FROM = 1_024;
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOGGED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Logger log = LoggerFactory.getLogger(Targets.class);

    private final String setting;
    private final TargetLimits limits;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt = new AtomicLong(System.nanoTime());
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOGGED_NANOS);

    /**
     * @param setting named in the log when a target reaches the limits
     */
    public Targets(String setting, TargetLimits limits) {
        this.setting = setting;
        this.limits = limits;
    }

    /** Returns an account's place at a target. */
    public Seat seat(String target, AccountId account) {
        return limits.isNone() ? Seat.FREE : new Limited(target, account);
    }

    private final class Limited implements Seat {
        private final String target;
        private final AccountId account;

        Limited(String target, AccountId account) {
            this.target = target;
            this.account = account;
        }

        @Override
        public boolean tryEnter(long nowNanos) {
            boolean[] entered = new boolean[1];
            targets.compute(
                    target,
                    (_, known) -> {
                        Target at = known == null ? new Target(limits, nowNanos) : known;
                        entered[0] = at.tryEnter(account, nowNanos);
                        return at;
                    });
            if (!entered[0]) {
                logRefusal(target, nowNanos);
            }
            sweep(nowNanos);
            return entered[0];
        }

        @Override
        public void enter(long nowNanos) {
            targets.compute(
                    target,
                    (_, known) -> {
                        Target at = known == null ? new Target(limits, nowNanos) : known;
                        at.enter(account, nowNanos);
                        return at;
                    });
        }

        @Override
        public boolean leave() {
            boolean[] crowded = new boolean[1];
            targets.computeIfPresent(
                    target,
                    (_, at) -> {
                        at.leave(account);
                        crowded[0] = at.isCrowded();
                        return at;
                    });
            return crowded[0];
        }
    }

    private void logRefusal(String target, long nowNanos) {
        long last = loggedAt.get();
        if (nowNanos - last >= LOGGED_NANOS && loggedAt.compareAndSet(last, nowNanos)) {
            log.info("egress.target_busy target={} has all that {} allows it", target, setting);
        }
    }

    /** Forgets targets that nothing is sent to any more. */
    private void sweep(long nowNanos) {
        long last = sweptAt.get();
        if (targets.size() < SWEPT_FROM
                || nowNanos - last < SWEEP_NANOS
                || !sweptAt.compareAndSet(last, nowNanos)) {
            return;
        }
        targets.keySet()
                .forEach(key ->
                        targets.computeIfPresent(key, (_, at) -> at.isIdle(nowNanos) ? null : at));
    }

    int size() {
        return targets.size();
    }
}
