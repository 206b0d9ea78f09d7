package dev.hooklane.bench.road;

import dev.hooklane.bench.installation.Books;
import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.BareOkHttp;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.load.RoadLoad;
import dev.hooklane.bench.load.WarmUp;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.measure.Rounds;
import dev.hooklane.bench.measure.ThreadCpu;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;

/**
 * The throughput of the full road compared with bare OkHttp, and its latency.
 *
 * <p>After a warm-up of both, bare OkHttp and the road take turns against the same receiver, so
 * that other load on the machine affects both. The median of the rounds counts. Broker, Hooklane
 * and publisher share this JVM; the receiver is another process.
 */
public final class RoadBenchmark implements Benchmark {
    private static final int ACCOUNTS = 16;

    /** One for each endpoint of an audience, as each customer has its own host. */
    private static final int HOSTS = 64;

    private static final int ROUNDS = 5;
    private static final Duration WARM_UP_OKHTTP = Duration.ofSeconds(2);
    private static final Duration WARM_UP_ROAD = Duration.ofSeconds(4);
    private static final Duration WARM_UP_AT_MOST = Duration.ofMinutes(2);
    private static final Duration OKHTTP = Duration.ofSeconds(3);
    private static final Duration ROAD = Duration.ofSeconds(8);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration AT_REST = Duration.ofSeconds(10);
    private static final Duration SCHEDULE_WARM_UP = Duration.ofSeconds(5);
    private static final Duration SCHEDULE = Duration.ofSeconds(25);

    @Override
    public String name() {
        return "road";
    }

    @Override
    public String summary() {
        return "full road (publish, fan out, sign, POST, record) beside bare OkHttp, and latency";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start(HOSTS)) {
            Audience one = Audience.oneEndpointAnEvent("x1", ACCOUNTS, receiver.urls());
            Audience four = Audience.fourEndpointsAnEvent("x4", ACCOUNTS, receiver.urls());
            byte[] body = EventSource.event(one.type(0), 0).payload().bytes();
            run.detail("road.payloadBytes", body.length);
            run.progress("starting a broker and Hooklane");
            try (Hooklane hooklane =
                            Hooklane.start(run.settings(), Audience.endpointsOf(one, four));
                    Books books = new Books(hooklane);
                    BareOkHttp okHttp =
                            new BareOkHttp(
                                    one.endpoints().stream().map(Endpoint::url).toList(), body)) {
                RoadLoad road = new RoadLoad(hooklane.publisher(), receiver, books);
                throughput(run, new Turns(receiver, okHttp, road), one, four);
                atRest(run);
                latency(run, road, one);
            }
        }
    }

    private static void throughput(BenchRun run, Turns turns, Audience one, Audience four)
            throws InterruptedException {
        run.progress("warming up");
        double compiling =
                WarmUp.run(
                        List.of(
                                () -> turns.okHttp(run.lasting(WARM_UP_OKHTTP)),
                                () -> turns.road(one, run.lasting(WARM_UP_ROAD)),
                                () -> turns.road(four, run.lasting(WARM_UP_ROAD))),
                        run.lasting(WARM_UP_AT_MOST));
        run.detail("road.compilingAfterWarmUp", compiling);
        Rounds bare = new Rounds();
        Rounds x1 = new Rounds();
        Rounds x4 = new Rounds();
        for (int round = 1; round <= ROUNDS; round++) {
            bare.add(turns.okHttp(run.lasting(OKHTTP)));
            x1.add(run.profiled(() -> turns.road(one, run.lasting(ROAD))));
            x4.add(turns.road(four, run.lasting(ROAD)));
            run.progress(
                    "full speed, round %d of %d: okhttp %.0f/s, x1 %.0f/s, x4 %.0f/s"
                            .formatted(round, ROUNDS, bare.latest(), x1.latest(), x4.latest()));
        }
        run.detail("road.okhttp.rounds", bare.details());
        run.detail("road.x1.rounds", x1.details());
        run.detail("road.x4.rounds", x4.details());
        run.report(Measure.of("road.okhttp", bare.median(), "requests/s"));
        run.report(Measure.of("road.x1", x1.median(), "deliveries/s"));
        run.report(Measure.of("road.x4", x4.median(), "deliveries/s"));
        run.report(
                Measure.of("cpu.product.x1", x1.medianProductMicros(), "µs")
                        .withBar(new Bar.AtMost(55)));
        run.report(Measure.of("cpu.product.x4", x4.medianProductMicros(), "µs"));
        run.report(
                Measure.of(
                                "road.ratio",
                                Math.min(x1.median(), x4.median()) / bare.median(),
                                "ratio")
                        .withBar(new Bar.AtLeast(0.60)));
    }

    /** What is left when nothing happens, once the last round is recorded. */
    private static void atRest(BenchRun run) throws InterruptedException {
        run.progress("at rest");
        Thread.sleep(SETTLE);
        Duration duration = run.lasting(AT_REST);
        ThreadCpu cpu = new ThreadCpu();
        Thread.sleep(duration);
        double nanos = 1e3 * cpu.productMicros(1);
        run.report(Measure.of("cpu.product.idle", 100 * nanos / duration.toNanos(), "%"));
    }

    private static void latency(BenchRun run, RoadLoad road, Audience audience)
            throws InterruptedException {
        Latencies busy = latencies(run, road, audience, 1_000);
        run.report(busy.measure("latency.p50", 50).withBar(new Bar.AtMost(1.5)));
        run.report(busy.measure("latency.p99", 99).withBar(new Bar.AtMost(9)));
        run.report(busy.measure("latency.p999", 99.9));
        Latencies calm = latencies(run, road, audience, 200);
        run.report(
                calm.measure("latency.calm.p50", 50)
                        .withBar(new Bar.AtMost(1.4))
                        .withReference(2.2));
        run.report(
                calm.measure("latency.calm.p99", 99).withBar(new Bar.AtMost(5)).withReference(7.7));
    }

    private static Latencies latencies(
            BenchRun run, RoadLoad road, Audience audience, int perSecond)
            throws InterruptedException {
        run.progress("latency at %d events/s".formatted(perSecond));
        Latencies latencies =
                road.bySchedule(
                        audience,
                        new OpenLoop(
                                perSecond, run.lasting(SCHEDULE_WARM_UP), run.lasting(SCHEDULE)));
        run.detail("latency.at%d.ms".formatted(perSecond), latencies.details());
        return latencies;
    }
}
