package dev.hooklane.lane;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;

/**
 * Whether the CPUs that this process may use are at their limit, or were a moment ago: what waited
 * for them then is still being measured. Used by one thread.
 */
final class CpuLoad implements BooleanSupplier {
    private static final double LIMIT = 0.9;
    private static final long INTERVAL_NANOS = 250_000_000;
    private static final long AFTERMATH_NANOS = 1_000_000_000;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long lookedAt = System.nanoTime() - INTERVAL_NANOS;
    private long busyUntil = lookedAt;

    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        if (now - lookedAt >= INTERVAL_NANOS) {
            lookedAt = now;
            if (system.getCpuLoad() > LIMIT) {
                busyUntil = now + AFTERMATH_NANOS;
            }
        }
        return busyUntil - now > 0;
    }
}
