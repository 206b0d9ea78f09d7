package dev.hooklane.bench.road;

import com.sun.management.OperatingSystemMXBean;
import dev.hooklane.bench.receiver.ReceiverProcess;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Measures the CPU time of this process and the receiver's from now on. */
final class CpuMeter {
    private static final OperatingSystemMXBean OS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final ReceiverProcess receiver;
    private final long own = OS.getProcessCpuTime();
    private final Duration receivers;

    CpuMeter(ReceiverProcess receiver) {
        this.receiver = receiver;
        this.receivers = receiver.cpuTime();
    }

    double ownMicros(long requests) {
        return (OS.getProcessCpuTime() - own) / 1e3 / requests;
    }

    double receiverMicros(long requests) {
        return receiver.cpuTime().minus(receivers).toNanos() / 1e3 / requests;
    }
}
