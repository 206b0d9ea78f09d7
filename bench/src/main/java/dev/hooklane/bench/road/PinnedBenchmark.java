package dev.hooklane.bench.road;

import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.measure.Medians;
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.bench.rig.Crowd;
import dev.hooklane.bench.rig.Load;
import dev.hooklane.bench.rig.Plan;
import dev.hooklane.bench.rig.Rig;
import dev.hooklane.bench.rig.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The road as a process with cores of its own, beside OkHttp alone that posts to the same endpoints
 * from a process with the same cores.
 */
public final class PinnedBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration OKHTTP = Duration.ofSeconds(5);
    private static final Duration FULL_SPEED = Duration.ofSeconds(8);

    private final String name;
    private final boolean tls;
    private final Crowd crowd;

    private PinnedBenchmark(String name, boolean tls) {
        this.name = name;
        this.tls = tls;
        this.crowd = new Crowd(name, 16, Manner.OK);
    }

    /** Returns that of endpoints without TLS. */
    public static PinnedBenchmark plain() {
        return new PinnedBenchmark("pinned", false);
    }

    /** Returns that of endpoints with HTTPS. */
    public static PinnedBenchmark tls() {
        return new PinnedBenchmark("tls", true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return tls
                ? "the road to HTTPS endpoints, next to plain OkHttp over TLS"
                : "the road and plain OkHttp, each with half of the cores to itself";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        run.progress("starting broker, instance, publisher, receiver and OkHttp");
        Plan plan = Plan.of(run.settings(), crowd).withOkHttp();
        try (Rig rig = Rig.start(tls ? plan.withTls() : plan)) {
            run.progress("warming up");
            var _ = rig.okHttp(run.lasting(OKHTTP), 0);
            rig.warmUp(Load.atFullSpeed(crowd), run.lasting(WARM_UP));
            var _ = rig.okHttp(run.lasting(OKHTTP), 0);
            double atRest = rig.atRest(run.lasting(REST)).productCores();
            List<Spent> alone = new ArrayList<>();
            List<Spent> road = new ArrayList<>();
            ReceiverProcess receiver = rig.receiver();
            long handshakes = 0;
            long resumed = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                alone.add(rig.okHttp(run.lasting(OKHTTP), 0));
                handshakes -= receiver.handshakes();
                resumed -= receiver.handshakesResumed();
                road.add(rig.atFullSpeed(Load.atFullSpeed(crowd), run.lasting(FULL_SPEED)));
                handshakes += receiver.handshakes();
                resumed += receiver.handshakesResumed();
                run.progress(
                        "round %d of %d: okhttp %.0f/s, road %.0f/s"
                                .formatted(
                                        round,
                                        ROUNDS,
                                        alone.getLast().perSecond(),
                                        road.getLast().perSecond()));
            }
            report(run, alone, road, atRest);
            if (tls) {
                run.report(
                        Measure.of("tls.resumed", 100.0 * resumed / Math.max(1, handshakes), "%"));
                run.detail("tls.handshakes", Map.of("all", handshakes, "resumed", resumed));
            }
        }
    }

    private void report(BenchRun run, List<Spent> alone, List<Spent> road, double atRest) {
        run.detail(name + ".okhttp.spent", alone.stream().map(Spent::details).toList());
        run.detail(name + ".x1.spent", road.stream().map(Spent::details).toList());
        Optional<String> rate =
                Stream.of(alone, road)
                        .flatMap(List::stream)
                        .flatMap(each -> each.occupancy().notTheProductsLimit().stream())
                        .findFirst();
        double okHttpRate = Medians.of(alone, Spent::perSecond);
        double roadRate = Medians.of(road, Spent::perSecond);
        run.report(Measure.of(name + ".okhttp", okHttpRate, "requests/s"), rate);
        run.report(Measure.of(name + ".x1", roadRate, "deliveries/s"), rate);
        run.report(Measure.of(name + ".ratio", roadRate / okHttpRate, "ratio"), rate);
        Optional<String> disturbed =
                Stream.of(alone, road)
                        .flatMap(List::stream)
                        .flatMap(each -> each.occupancy().disturbed().stream())
                        .findFirst();
        run.report(
                Measure.of(
                        name + ".cpu.okhttp",
                        Medians.of(alone, each -> each.productMicros(0)),
                        "µs"),
                disturbed);
        run.report(
                Measure.of(
                        name + ".cpu.product",
                        Medians.of(road, each -> each.productMicros(atRest)),
                        "µs"),
                disturbed);
    }
}
