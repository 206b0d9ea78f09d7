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
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Delivery to endpoints that take their time, as real ones do: 1,000 of them, 30 ms each, compared
 * with bare OkHttp with as many requests in flight.
 */
public final class LatentBenchmark implements Benchmark {
    private static final int ACCOUNTS = 250;
    private static final int ENDPOINTS = 4 * ACCOUNTS;
    private static final int ROUNDS = 5;
    private static final int EVENTS_A_SECOND = 2_000;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration WARM_UP_AT_MOST = Duration.ofMinutes(2);
    private static final Duration OKHTTP = Duration.ofSeconds(4);
    private static final Duration ROAD = Duration.ofSeconds(8);
    private static final Duration UNMEASURED = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(25);

    @Override
    public String name() {
        return "latent";
    }

    @Override
    public String summary() {
        return "1,000 endpoints that answer after 30 ms, beside bare OkHttp";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start(ENDPOINTS)) {
            Audience audience =
                    Audience.oneEndpointAnEvent(
                            "latent", ACCOUNTS, receiver.urls(), _ -> Manner.LATE);
            byte[] body = EventSource.event(audience.type(0), 0).payload().bytes();
            run.progress("starting a broker and Hooklane");
            try (Hooklane hooklane = Hooklane.start(settings(run), audience.endpoints());
                    Books books = new Books(hooklane);
                    BareOkHttp okHttp =
                            new BareOkHttp(
                                    audience.endpoints().stream().map(Endpoint::url).toList(),
                                    body)) {
                RoadLoad road = new RoadLoad(hooklane.publisher(), receiver, books);
                throughput(run, new Turns(receiver, okHttp, road), audience);
                latency(run, road, audience);
            }
        }
    }

    /** Lets Hooklane have as many requests in flight as OkHttp. */
    private static Map<String, String> settings(BenchRun run) {
        Map<String, String> settings = new HashMap<>(run.settings());
        settings.putIfAbsent("delivery.max-in-flight", Integer.toString(ENDPOINTS));
        return settings;
    }

    private static void throughput(BenchRun run, Turns turns, Audience audience)
            throws InterruptedException {
        run.progress("warming up");
        double compiling =
                WarmUp.run(
                        List.of(
                                () -> turns.okHttp(run.lasting(WARM_UP)),
                                () -> turns.road(audience, run.lasting(WARM_UP))),
                        run.lasting(WARM_UP_AT_MOST));
        run.detail("latent.compilingAfterWarmUp", compiling);
        Rounds bare = new Rounds();
        Rounds all = new Rounds();
        for (int round = 1; round <= ROUNDS; round++) {
            bare.add(turns.okHttp(run.lasting(OKHTTP)));
            all.add(run.profiled(() -> turns.road(audience, run.lasting(ROAD))));
            run.progress(
                    "full speed, round %d of %d: okhttp %.0f/s, road %.0f/s"
                            .formatted(round, ROUNDS, bare.latest(), all.latest()));
        }
        run.detail("latent.okhttp.rounds", bare.details());
        run.detail("latent.road.rounds", all.details());
        run.report(Measure.of("latent.okhttp", bare.median(), "requests/s"));
        run.report(Measure.of("latent.road", all.median(), "deliveries/s"));
        run.report(
                Measure.of("latent.ratio", all.median() / bare.median(), "ratio")
                        .withBar(new Bar.AtLeast(0.8)));
    }

    private static void latency(BenchRun run, RoadLoad road, Audience audience)
            throws InterruptedException {
        run.progress("latency at %d events/s".formatted(EVENTS_A_SECOND));
        Latencies latencies =
                road.bySchedule(
                        audience,
                        new OpenLoop(
                                EVENTS_A_SECOND, run.lasting(UNMEASURED), run.lasting(MEASURED)));
        run.detail("latent.ms", latencies.details());
        run.report(latencies.measure("latent.p50", 50));
        run.report(latencies.measure("latent.p99", 99));
    }
}
