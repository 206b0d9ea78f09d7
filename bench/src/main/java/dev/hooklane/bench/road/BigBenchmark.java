package dev.hooklane.bench.road;

import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.bench.rig.Crowd;
import dev.hooklane.bench.rig.Load;
import dev.hooklane.bench.rig.Plan;
import dev.hooklane.bench.rig.Rig;
import dev.hooklane.bench.rig.Spent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Payloads of 1, 16 and 256 KiB: what a delivery costs, how many there are at full speed, and their
 * latency.
 */
public final class BigBenchmark implements Benchmark {
    private static final int[] KIB = {1, 16, 256};

    /** Of each payload's bytes, those that are not the event's data: id, type and time. */
    private static final int ENVELOPE = 160;

    private static final Crowd CROWD = new Crowd("big", 16, Manner.OK);
    private static final int EVENTS_A_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofSeconds(4);
    private static final Duration OKHTTP = Duration.ofSeconds(4);
    private static final Duration FULL_SPEED = Duration.ofSeconds(6);
    private static final Duration BY_SCHEDULE = Duration.ofSeconds(12);

    @Override
    public String name() {
        return "big";
    }

    @Override
    public String summary() {
        return "payloads of 1, 16 and 256 KiB, next to plain OkHttp";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        run.progress("starting broker, instance, publisher, receiver and OkHttp");
        try (Rig rig = Rig.start(Plan.of(run.settings(), CROWD).withOkHttp())) {
            for (int kib : KIB) {
                measure(run, rig, kib);
            }
        }
    }

    /** Returns the size of the data in a payload of this size. */
    static int dataBytes(int kib) {
        return kib * 1_024 - ENVELOPE;
    }

    private static void measure(BenchRun run, Rig rig, int kib) throws InterruptedException {
        run.progress("payloads of %d KiB".formatted(kib));
        String name = "big.%dk".formatted(kib);
        Load fast = Load.atFullSpeed(CROWD).withDataBytes(dataBytes(kib));
        rig.warmUp(fast, run.lasting(WARM_UP));
        var _ = rig.okHttp(run.lasting(OKHTTP), dataBytes(kib));
        double atRest = rig.atRest(run.lasting(REST)).productCores();
        Spent alone = rig.okHttp(run.lasting(OKHTTP), dataBytes(kib));
        Spent road = rig.atFullSpeed(fast, run.lasting(FULL_SPEED));
        Optional<String> problem = road.occupancy().notTheProductsLimit();
        run.report(Measure.of(name, road.perSecond(), "deliveries/s"), problem);
        run.report(Measure.of(name + ".bytes", road.perSecond() * kib / 1_024, "MiB/s"), problem);
        double micros = road.productMicros(atRest);
        Optional<String> disturbed = road.occupancy().disturbed();
        run.report(Measure.of(name + ".cpu.product", micros, "µs"), disturbed);
        run.report(
                Measure.of(name + ".cpu.ratio", micros / alone.productMicros(0), "ratio"),
                disturbed.or(alone.occupancy()::disturbed));
        latency(run, rig, kib, name);
        run.detail(name + ".spent", Map.of("road", road.details(), "okhttp", alone.details()));
    }

    private static void latency(BenchRun run, Rig rig, int kib, String name)
            throws InterruptedException {
        var _ = rig.receiver().takeLatencies();
        long events = run.lasting(BY_SCHEDULE).toMillis() * EVENTS_A_SECOND / 1_000;
        Spent spent =
                rig.publish(Load.of(CROWD, events, EVENTS_A_SECOND).withDataBytes(dataBytes(kib)));
        Latencies latencies = new Latencies(rig.receiver().takeLatencies());
        run.detail(name + ".ms", latencies.details());
        Optional<String> problem = spent.occupancy().tooSlow(EVENTS_A_SECOND, spent.perSecond());
        run.report(latencies.measure(name + ".p50", 50), problem);
        run.report(latencies.measure(name + ".p99", 99), problem);
    }
}
