package dev.hooklane.bench.neighbour;

import com.sun.management.OperatingSystemMXBean;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Heap;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The cost of a million waiting retries while they wait, and the delay of retries that fall due
 * meanwhile.
 *
 * <p>The sample that falls due is in front of the others on the same partitions. Heap and CPU are
 * those of this JVM, including the broker and the benchmark.
 */
public final class WaitingBenchmark implements Benchmark {
    private static final int WAITING = 1_000_000;
    private static final int ACCOUNTS = 16;
    private static final int SAMPLE_A_SECOND = 100;
    private static final Duration SAMPLE = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration TO_WRITE = Duration.ofSeconds(60);
    private static final Duration TO_REST = Duration.ofSeconds(10);
    private static final Duration TO_COME = Duration.ofSeconds(10);
    private static final Duration UNTIL_OTHERS_ARE_DUE = Duration.ofMinutes(30);

    /** A constant amount: the polled records of each partition that are not due yet. */
    private static final double HEAP_LIMIT = 16;

    private static final OperatingSystemMXBean OS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public String summary() {
        return "what 1,000,000 waiting retries cost, and how late those are that fall due";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (Stage stage =
                Stage.start(
                        run,
                        RetryTopic.SETTINGS,
                        4 * ACCOUNTS,
                        urls -> List.of(Audience.oneEndpointAnEvent("waiting", ACCOUNTS, urls)))) {
            stage.warmUp(run, name(), stage.audience(0));
            run.progress("nothing waits");
            Thread.sleep(TO_REST);
            double cpuBefore = cpuPercent(run.lasting(IDLE));
            long heapBefore = Heap.usedBytes();
            var _ = stage.receiver().takeLatencies();
            Instant due = write(run, stage);
            run.progress("%d wait".formatted(run.of(WAITING)));
            Thread.sleep(TO_REST);
            long heap = Heap.usedBytes();
            double cpu = cpuPercent(run.lasting(IDLE));
            if (Instant.now().isAfter(due)) {
                throw new BenchmarkFailedException("retries fell due while only waiting counted");
            }
            run.detail("waiting.heapBytes", Map.of("without", heapBefore, "with", heap));
            run.report(
                    Measure.of("waiting.heap", (heap - heapBefore) / 1048576.0, "MiB")
                            .withBar(new Bar.AtMost(HEAP_LIMIT)));
            run.report(Measure.of("waiting.cpu.without", cpuBefore, "%"));
            run.report(Measure.of("waiting.cpu", cpu - cpuBefore, "%").withBar(new Bar.AtMost(2)));
            late(run, stage, due);
        }
    }

    /**
     * Writes the sample first, then the retries that wait longer. Returns the time from which the
     * sample is due.
     */
    private static Instant write(BenchRun run, Stage stage) throws InterruptedException {
        Audience audience = stage.audience(0);
        long waiting = run.of(WAITING);
        run.progress("writing %d retries".formatted(waiting));
        Instant now = Instant.now();
        long nowOfReceiver = stage.receiver().nanoTime();
        Duration ahead =
                run.lasting(TO_WRITE).plus(run.lasting(IDLE)).plus(TO_REST.multipliedBy(2));
        Instant due = now.plus(ahead);
        try (RetryTopic topic = new RetryTopic(stage.hooklane())) {
            for (long n = 0; n < sample(run); n++) {
                // Kafka's timestamps are whole milliseconds.
                long at = due.toEpochMilli() + n * 1_000 / SAMPLE_A_SECOND;
                Duration until = Duration.between(now, Instant.ofEpochMilli(at));
                topic.write(audience, n, at, nowOfReceiver + until.toNanos());
            }
            long later = due.plus(UNTIL_OTHERS_ARE_DUE).toEpochMilli();
            for (long n = 0; n < waiting; n++) {
                topic.write(audience, n, later, 0);
            }
        }
        Duration took = Duration.between(now, Instant.now());
        run.detail("waiting.writing.s", took.toMillis() / 1e3);
        if (took.compareTo(run.lasting(TO_WRITE)) > 0) {
            throw new BenchmarkFailedException(
                    "writing %d retries took %s, there are %s for it"
                            .formatted(waiting, took, run.lasting(TO_WRITE)));
        }
        return due;
    }

    private static long sample(BenchRun run) {
        return run.lasting(SAMPLE).toSeconds() * SAMPLE_A_SECOND;
    }

    private static void late(BenchRun run, Stage stage, Instant due) throws InterruptedException {
        run.progress("%d fall due".formatted(sample(run)));
        Thread.sleep(Duration.between(Instant.now(), due.plus(run.lasting(SAMPLE)).plus(TO_COME)));
        Latencies late = new Latencies(stage.receiver().takeLatencies());
        if (late.count() != sample(run)) {
            throw new BenchmarkFailedException(
                    "%d of %d retries came that were due".formatted(late.count(), sample(run)));
        }
        run.detail("waiting.late.ms", late.details());
        run.report(late.measure("waiting.late.p50", 50));
        run.report(late.measure("waiting.late.p99", 99).withBar(new Bar.AtMost(250)));
        run.report(Measure.of("waiting.late.max", late.maxMillis(), "ms"));
    }

    /** Returns the CPU use of this whole JVM, in percent of one core. */
    private static double cpuPercent(Duration during) throws InterruptedException {
        long start = System.nanoTime();
        long before = OS.getProcessCpuTime();
        Thread.sleep(during);
        return 100.0 * (OS.getProcessCpuTime() - before) / (System.nanoTime() - start);
    }
}
