package dev.hooklane.bench.outside;

import dev.hooklane.bench.installation.TemporaryFolder;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.bench.rig.Crowd;
import dev.hooklane.bench.rig.Installation;
import dev.hooklane.bench.rig.Instance;
import dev.hooklane.bench.rig.LineProcess;
import dev.hooklane.bench.rig.Load;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What somebody sees who starts an instance and publishes over HTTP: three rounds from its first
 * moment on, each at full speed and then at a calm rate.
 */
public final class OutsideBenchmark implements Benchmark {
    private static final int ACCOUNTS = 20;
    private static final Crowd CROWD = new Crowd("outside", ACCOUNTS, Manner.OK);
    private static final int ROUNDS = 3;
    private static final long EVENTS = 40_000;
    private static final long CALM_EVENTS = 4_000;
    private static final int CALM_RATE = 200;
    private static final Duration AT_REST = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_NANOS = 2_000_000;

    @Override
    public String name() {
        return "outside";
    }

    @Override
    public String summary() {
        return "a fresh instance, seen from outside: broker, publisher and receiver beside it";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new BenchmarkFailedException(
                    "outside needs Linux, where all processes read one clock");
        }
        try (TemporaryFolder folder = TemporaryFolder.make();
                ReceiverProcess receiver = ReceiverProcess.start(1);
                LineProcess broker = LineProcess.broker(folder.resolve("broker"))) {
            Installation installation =
                    new Installation(folder.path(), broker.line(), run.settings());
            run.progress("starting an instance");
            long start = System.nanoTime();
            installation.makeTopics();
            try (Instance instance = installation.start(0).awaitReady();
                    LineProcess publisher = instance.publisher()) {
                run.detail("outside.readySeconds", seconds(System.nanoTime() - start));
                addEndpoints(instance, receiver.urls().getFirst());
                publisher.line();
                measure(run, new Processes(instance, broker, publisher, receiver));
            }
        }
    }

    /** The four. */
    private record Processes(
            Instance instance,
            LineProcess broker,
            LineProcess publisher,
            ReceiverProcess receiver) {
        CpuTimes cpuTimes() {
            return new CpuTimes(
                    instance.cpuTime(), broker.cpuTime(), publisher.cpuTime(), receiver.cpuTime());
        }
    }

    /** The CPU time that each of them has used. */
    private record CpuTimes(
            Duration product, Duration broker, Duration publisher, Duration receiver) {
        CpuTimes since(CpuTimes before) {
            return new CpuTimes(
                    product.minus(before.product),
                    broker.minus(before.broker),
                    publisher.minus(before.publisher),
                    receiver.minus(before.receiver));
        }

        /** Returns them in µs for each delivery. */
        Map<String, Double> microsFor(long deliveries) {
            Map<String, Double> micros = new LinkedHashMap<>();
            micros.put("product", product.toNanos() / 1e3 / deliveries);
            micros.put("broker", broker.toNanos() / 1e3 / deliveries);
            micros.put("publisher", publisher.toNanos() / 1e3 / deliveries);
            micros.put("receiver", receiver.toNanos() / 1e3 / deliveries);
            return micros;
        }
    }

    /** At one host and port, as customers' endpoints at a large provider are. */
    private static void addEndpoints(Instance instance, URI host) throws InterruptedException {
        for (int i = 0; i < ACCOUNTS; i++) {
            instance.addEndpoint(
                    Crowd.account(CROWD.name(), i), host.resolve(Manner.OK.path() + i));
        }
    }

    private static void measure(BenchRun run, Processes processes) throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            run.progress("round %d of %d".formatted(round, ROUNDS));
            double rate = fullSpeed(run, processes, round);
            run.report(bar(Measure.of("outside.%d".formatted(round), rate, "deliveries/s"), round));
            Latencies calm = calm(run, processes);
            run.detail("outside.%d.ms".formatted(round), calm.details());
            run.report(
                    calm.measure("outside.%d.p50".formatted(round), 50)
                            .withBar(new Bar.AtMost(1.6))
                            .withReference(2.2));
            run.report(
                    calm.measure("outside.%d.p99".formatted(round), 99)
                            .withBar(new Bar.AtMost(6))
                            .withReference(7.7));
        }
        CpuTimes before = processes.cpuTimes();
        Thread.sleep(AT_REST);
        Duration used = processes.cpuTimes().since(before).product();
        run.report(Measure.of("outside.idle", 100.0 * used.toNanos() / AT_REST.toNanos(), "%"));
    }

    private static Measure bar(Measure rate, int round) {
        return switch (round) {
            case 1 -> rate.withBar(new Bar.AtLeast(5_000)).withReference(2_043);
            case ROUNDS -> rate.withBar(new Bar.AtLeast(9_000)).withReference(2_043);
            default -> rate.withReference(2_043);
        };
    }

    /** Returns deliveries a second, until the last one has arrived. */
    private static double fullSpeed(BenchRun run, Processes processes, int round) {
        long events = run.of(EVENTS);
        CpuTimes before = processes.cpuTimes();
        long start = System.nanoTime();
        publish(processes, events, 0);
        double seconds = seconds(System.nanoTime() - start);
        CpuTimes used = processes.cpuTimes().since(before);
        run.detail("outside.%d.cpuMicros".formatted(round), used.microsFor(events));
        run.report(
                Measure.of(
                        "outside.%d.cpu.product".formatted(round),
                        used.product().toNanos() / 1e3 / events,
                        "µs"));
        return events / seconds;
    }

    private static Latencies calm(BenchRun run, Processes processes) {
        var _ = processes.receiver().takeLatencies();
        publish(processes, run.of(CALM_EVENTS), CALM_RATE);
        return new Latencies(processes.receiver().takeLatencies());
    }

    private static void publish(Processes processes, long events, int perSecond) {
        long wanted = processes.receiver().requests() + events;
        var _ = processes.publisher().ask(Load.of(CROWD, events, perSecond).text());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (processes.receiver().requests() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException(
                        "%d requests did not come within %s"
                                .formatted(wanted - processes.receiver().requests(), PATIENCE));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
