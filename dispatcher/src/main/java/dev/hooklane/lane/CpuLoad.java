package dev.hooklane.lane;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Reports whether the CPUs that this process may use are busier than a limit, or were a moment ago.
 * Used by one thread.
 */
public final class CpuLoad implements BooleanSupplier {
    private static final long INTERVAL_NANOS = 250_000_000;

    private final double limit;
    private final long aftermathNanos;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long lookedAt = System.nanoTime() - INTERVAL_NANOS;
    private long busyUntil = lookedAt;

    private CpuLoad(double limit, Duration aftermath) {
        this.limit = limit;
        this.aftermathNanos = aftermath.toNanos();
    }

    /**
     * Returns a check for CPUs at their limit, now or up to a second ago: requests that waited for
     * them then are still being measured.
     */
    public static CpuLoad atItsLimit() {
        return new CpuLoad(0.9, Duration.ofSeconds(1));
    }

    /** Returns a check for CPUs so busy that new work has to wait for one of them now and then. */
    static CpuLoad withoutReserve() {
        return new CpuLoad(0.7, Duration.ZERO);
    }

    @Override
    public boolean getAsBoolean() {
        long nowNanos = System.nanoTime();
        if (nowNanos - lookedAt >= INTERVAL_NANOS) {
            lookedAt = nowNanos;
            if (system.getCpuLoad() > limit) {
                busyUntil = nowNanos + Math.max(INTERVAL_NANOS, aftermathNanos);
            }
        }
        return busyUntil - nowNanos > 0;
    }
}
