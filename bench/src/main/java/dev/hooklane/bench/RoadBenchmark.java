package dev.hooklane.bench;

import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The full road beside bare OkHttp, and its latency.
 *
 * <p>Bare OkHttp and the road take turns against the same receiver, after a warm-up of both, and
 * the median of the rounds counts: what else the machine does meets both. Broker, Hooklane and
 * publisher share this JVM, the receiver is another process.
 */
final class RoadBenchmark implements Benchmark {
    private static final int ACCOUNTS = 16;

    /** One for each endpoint of an audience, as customers have hosts of their own. */
    private static final int HOSTS = 64;

    private static final int ROUNDS = 5;
    private static final Duration WARM_UP_OKHTTP = Duration.ofSeconds(2);
    private static final Duration WARM_UP_ROAD = Duration.ofSeconds(4);
    private static final Duration WARM_UP_AT_MOST = Duration.ofMinutes(2);
    private static final Duration OKHTTP = Duration.ofSeconds(3);
    private static final Duration ROAD = Duration.ofSeconds(8);
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
            List<Endpoint> endpoints =
                    Stream.concat(one.endpoints().stream(), four.endpoints().stream()).toList();
            byte[] body = EventSource.event(one.type(0), 0).payload().bytes();
            run.detail("road.payloadBytes", body.length);
            run.progress("starting a broker and Hooklane");
            try (Hooklane hooklane = Hooklane.start(run.settings(), endpoints);
                    Books books = new Books(hooklane);
                    BareOkHttp okHttp =
                            new BareOkHttp(
                                    one.endpoints().stream().map(Endpoint::url).toList(), body)) {
                RoadLoad road = new RoadLoad(hooklane.publisher(), receiver, books);
                throughput(run, receiver, okHttp, road, one, four);
                latency(run, road, one);
            }
        }
    }

    private static void throughput(
            BenchRun run,
            ReceiverProcess receiver,
            BareOkHttp okHttp,
            RoadLoad road,
            Audience one,
            Audience four)
            throws InterruptedException {
        run.progress("warming up");
        double compiling =
                WarmUp.run(
                        List.of(
                                () -> okHttp.run(run.lasting(WARM_UP_OKHTTP)),
                                () -> road.warmUp(one, run.lasting(WARM_UP_ROAD)),
                                () -> road.warmUp(four, run.lasting(WARM_UP_ROAD))),
                        run.lasting(WARM_UP_AT_MOST));
        run.detail("road.compilingAfterWarmUp", compiling);
        Rounds bare = new Rounds();
        Rounds x1 = new Rounds();
        Rounds x4 = new Rounds();
        for (int round = 1; round <= ROUNDS; round++) {
            bare.add(okHttp(receiver, okHttp, run.lasting(OKHTTP)));
            x1.add(road(receiver, road, one, run.lasting(ROAD)));
            x4.add(road(receiver, road, four, run.lasting(ROAD)));
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
                Measure.of(
                                "road.ratio",
                                Math.min(x1.median(), x4.median()) / bare.median(),
                                "ratio")
                        .withBar(new Bar.AtLeast(0.45)));
    }

    private static Rounds.Round okHttp(
            ReceiverProcess receiver, BareOkHttp okHttp, Duration duration)
            throws InterruptedException {
        CpuMeter cpu = new CpuMeter(receiver);
        long before = receiver.requests();
        long start = System.nanoTime();
        okHttp.run(duration);
        double seconds = (System.nanoTime() - start) / 1e9;
        long requests = receiver.requests() - before;
        return new Rounds.Round(
                requests / seconds,
                requests,
                requests,
                cpu.ownMicros(requests),
                cpu.receiverMicros(requests));
    }

    private static Rounds.Round road(
            ReceiverProcess receiver, RoadLoad road, Audience audience, Duration duration)
            throws InterruptedException {
        CpuMeter cpu = new CpuMeter(receiver);
        RoadLoad.Stretch stretch = road.atFullSpeed(audience, duration);
        Rounds.Round round =
                new Rounds.Round(
                        stretch.perSecond(),
                        stretch.deliveries(),
                        stretch.requests(),
                        cpu.ownMicros(stretch.requests()),
                        cpu.receiverMicros(stretch.requests()));
        road.verify(stretch);
        return round;
    }

    private static void latency(BenchRun run, RoadLoad road, Audience audience)
            throws InterruptedException {
        Histogram busy = latencies(run, road, audience, 1_000);
        run.report(millis("latency.p50", busy, 50).withBar(new Bar.AtMost(6)));
        run.report(millis("latency.p99", busy, 99).withBar(new Bar.AtMost(30)));
        run.report(millis("latency.p999", busy, 99.9));
        Histogram calm = latencies(run, road, audience, 200);
        run.report(
                millis("latency.calm.p50", calm, 50).withBar(new Bar.AtMost(4)).withReference(2.2));
        run.report(
                millis("latency.calm.p99", calm, 99)
                        .withBar(new Bar.AtMost(12))
                        .withReference(7.7));
    }

    private static Histogram latencies(
            BenchRun run, RoadLoad road, Audience audience, int perSecond)
            throws InterruptedException {
        run.progress("latency at %d events/s".formatted(perSecond));
        Histogram latencies =
                road.bySchedule(
                        audience, perSecond, run.lasting(SCHEDULE_WARM_UP), run.lasting(SCHEDULE));
        run.detail(
                "latency.at%d.ms".formatted(perSecond),
                Map.of(
                        "events", latencies.getTotalCount(),
                        "mean", latencies.getMean() / 1e6,
                        "p90", latencies.getValueAtPercentile(90) / 1e6,
                        "max", latencies.getMaxValue() / 1e6));
        return latencies;
    }

    private static Measure millis(String name, Histogram latencies, double percentile) {
        return Measure.of(name, latencies.getValueAtPercentile(percentile) / 1e6, "ms");
    }
}
