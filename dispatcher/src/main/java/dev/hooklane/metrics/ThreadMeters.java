package dev.hooklane.metrics;

import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.supervision.Supervision;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The heartbeats of the long-lived threads, for metrics and for {@code /health/live}. */
final class ThreadMeters {
    private final MeterRegistry registry;
    private final Supervision supervision = new Supervision();

    ThreadMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("hooklane.threads.silent", supervision, each -> each.silent().size())
                .register(registry);
    }

    /** Watches whether the thread hangs, from now on. */
    public void watch(SupervisedThread thread) {
        supervision.watch(thread);
        Gauge.builder(
                        "hooklane.thread.silent",
                        thread,
                        each -> each.silentFor().toMillis() / 1_000.0)
                .baseUnit("seconds")
                .tag("thread", thread.name())
                .register(registry);
        FunctionCounter.builder("hooklane.thread.restarts", thread, SupervisedThread::restarts)
                .tag("thread", thread.name())
                .register(registry);
    }

    public Supervision supervision() {
        return supervision;
    }
}
