package dev.hooklane.lane;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;

/** Whether the CPUs that this process may use are at their limit. Used by one thread. */
final class CpuLoad implements BooleanSupplier {
    private static final double LIMIT = 0.9;
    private static final long INTERVAL_NANOS = 250_000_000;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long lookedAt = System.nanoTime() - INTERVAL_NANOS;
    private boolean busy;

    @Override
    public boolean getAsBoolean() {
        long now = System.nanoTime();
        if (now - lookedAt >= INTERVAL_NANOS) {
            lookedAt = now;
            busy = system.getCpuLoad() > LIMIT;
        }
        return busy;
    }
}
