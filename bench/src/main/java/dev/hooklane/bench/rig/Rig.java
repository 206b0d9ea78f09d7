package dev.hooklane.bench.rig;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.receiver.ReceiverProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Broker, publisher, receiver and instances as processes, perhaps with OkHttp beside them. After
 * the warm-up, what is measured has one half of the cores, everything else the other. For one
 * thread.
 */
public final class Rig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 2_000_000;
    private static final long TOP_UP_EVERY_NANOS = 10_000_000;

    /** Outcomes are committed twice a second, and the history follows. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private static final Duration WARM_UP_PASS = Duration.ofSeconds(5);

    /** Of the product's CPU time. */
    private static final double LITTLE_COMPILING = 0.05;

    private final Processes processes;

    private Rig(Processes processes) {
        this.processes = processes;
    }

    /**
     * Starts all of it, and returns when the instances are ready. Nothing may be measured before a
     * {@link #warmUp}.
     */
    public static Rig start(Plan plan) throws InterruptedException {
        return new Rig(new Processes(plan));
    }

    public ReceiverProcess receiver() {
        return processes.receiver();
    }

    /** Returns how many instances there are. */
    public int instances() {
        return processes.instancePids().size();
    }

    /**
     * Publishes at full speed on all cores until the instances' compilers have little left to do,
     * and then gives each process its cores. JVMs count the cores when they start, so the instances
     * are as they would be on the whole machine.
     */
    public void warmUp(Load load, Duration atMost) throws InterruptedException {
        processes.pin(processes.cores().all(), processes.cores().all());
        Duration pass = WARM_UP_PASS.compareTo(atMost) < 0 ? WARM_UP_PASS : atMost;
        long end = System.nanoTime() + atMost.minus(pass).toNanos();
        // Code that is not compiled yet is slow, and nothing may wait for so long that it times
        // out.
        long few = load.backlog() / 8;
        Spent spent = atFullSpeed(load, few, pass);
        while (spent.compiling() > LITTLE_COMPILING && System.nanoTime() < end) {
            spent = atFullSpeed(load, few, pass);
        }
        processes.pin(processes.cores().product(), processes.cores().others());
    }

    /** Leaves the instances alone. */
    public Spent atRest(Duration duration) throws InterruptedException {
        return measured(
                processes.instancePids(),
                () -> {
                    Thread.sleep(duration);
                    return 0;
                });
    }

    /** Publishes loads at the same time, and waits until they have arrived. */
    public Spent publish(Load... loads) throws InterruptedException {
        return measured(
                processes.instancePids(),
                () -> {
                    long events = Stream.of(loads).mapToLong(Load::events).sum();
                    long wanted = arrived() + events;
                    publishNow(loads);
                    awaitArrived(wanted);
                    return events;
                });
    }

    /**
     * Publishes this long as fast as events are delivered, with a constant number of them on their
     * way, and waits until they have arrived.
     */
    public Spent atFullSpeed(Load load, Duration duration) throws InterruptedException {
        return atFullSpeed(load, load.backlog(), duration);
    }

    private Spent atFullSpeed(Load load, long backlog, Duration duration)
            throws InterruptedException {
        return measured(
                processes.instancePids(),
                () -> {
                    long before = arrived();
                    long published = 0;
                    long end = System.nanoTime() + duration.toNanos();
                    while (System.nanoTime() < end) {
                        long room = backlog - (published - (arrived() - before));
                        if (room > 0) {
                            publishNow(load.part(published, room));
                            published += room;
                        }
                        LockSupport.parkNanos(TOP_UP_EVERY_NANOS);
                    }
                    awaitArrived(before + published);
                    return published;
                });
    }

    /** Has OkHttp alone post this long. Its requests count as deliveries. */
    public Spent okHttp(Duration duration, int dataBytes) throws InterruptedException {
        LineProcess alone = processes.okHttp();
        return measured(
                List.of(alone.pid()),
                () -> {
                    long before = receiver().requests();
                    alone.ask(duration.toMillis() + " " + dataBytes);
                    return receiver().requests() - before;
                });
    }

    private void publishNow(Load... loads) {
        var _ =
                processes
                        .publisher()
                        .ask(
                                Stream.of(loads)
                                        .map(Load::text)
                                        .collect(Collectors.joining(PublisherMain.SEPARATOR)));
    }

    private long arrived() {
        return receiver().requests() + receiver().requestsAside();
    }

    /** However slow the instances are, it waits as long as requests come at all. */
    private void awaitArrived(long count) {
        Progress progress = new Progress(PATIENCE);
        for (long now = arrived(); now < count; now = arrived()) {
            processes.requireRunning();
            if (progress.standsStillAt(now, System.nanoTime())) {
                throw new BenchmarkFailedException(
                        "%d requests are missing, and none came within %s"
                                .formatted(count - now, PATIENCE));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** Something to measure, which returns the number of deliveries. */
    private interface Work {
        long run() throws InterruptedException;
    }

    private Spent measured(List<Long> product, Work work) throws InterruptedException {
        processes.requireRunning();
        ThreadTimes threadsBefore = Processes.threads(product);
        Usage before = processes.usage(product);
        CoreTimes coresBefore = CoreTimes.now();
        long deliveries = work.run();
        Usage atArrival = processes.usage(product).since(before);
        Occupancy occupancy = occupancy(CoreTimes.now(), coresBefore, atArrival);
        Thread.sleep(SETTLE);
        processes.requireRunning();
        Usage used = processes.usage(product).since(before);
        return new Spent(
                deliveries,
                Duration.ofNanos(atArrival.atNanos()),
                occupancy,
                used,
                Processes.threads(product).since(threadsBefore));
    }

    private Occupancy occupancy(CoreTimes now, CoreTimes before, Usage used) {
        Cores cores = processes.cores();
        double seconds = used.atNanos() / 1e9;
        int count = cores.all().size();
        double busy = now.busySince(before, cores.all());
        return new Occupancy(
                now.busySince(before, cores.product()) / seconds / cores.product().size(),
                now.busySince(before, cores.others()) / seconds / cores.others().size(),
                Math.max(0, busy - used.seconds()) / seconds / count,
                now.stolenSince(before, cores.all()) / seconds / count);
    }

    @Override
    public void close() {
        processes.close();
    }
}
