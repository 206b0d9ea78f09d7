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
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;

/** Publishing over HTTP as a service does, measured until the request at the endpoint. */
public final class HttpBenchmark implements Benchmark {
    private static final int ACCOUNTS = 16;
    private static final int HOSTS = 4 * ACCOUNTS;
    private static final int CONNECTIONS = 32;
    private static final int BATCH = 100;
    private static final int ROUNDS = 5;
    private static final int EVENTS_A_SECOND = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration WARM_UP_AT_MOST = Duration.ofMinutes(2);
    private static final Duration OKHTTP = Duration.ofSeconds(3);
    private static final Duration FULL_SPEED = Duration.ofSeconds(8);
    private static final Duration BATCHED = Duration.ofSeconds(5);
    private static final Duration UNMEASURED = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(25);

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String summary() {
        return "publishing over HTTP, one event a request and in batches of 100";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start(HOSTS)) {
            Audience audience = Audience.oneEndpointAnEvent("http", ACCOUNTS, receiver.urls());
            Audience nobody = Audience.oneEndpointAnEvent("nobody", ACCOUNTS, receiver.urls());
            byte[] body = EventSource.event(audience.type(0), 0).payload().bytes();
            run.progress("starting a broker and Hooklane");
            try (Hooklane hooklane = Hooklane.start(run.settings(), audience.endpoints());
                    Books books = new Books(hooklane);
                    BareOkHttp okHttp =
                            new BareOkHttp(
                                    audience.endpoints().stream().map(Endpoint::url).toList(),
                                    body);
                    HttpLoad load =
                            new HttpLoad(
                                    hooklane.apiPort(),
                                    hooklane.config().api().key(),
                                    CONNECTIONS,
                                    receiver,
                                    books)) {
                Turns turns =
                        new Turns(
                                receiver,
                                okHttp,
                                new RoadLoad(hooklane.publisher(), receiver, books));
                throughput(run, turns, load, audience, nobody);
                latency(run, load, audience);
            }
        }
    }

    private static void throughput(
            BenchRun run, Turns turns, HttpLoad load, Audience audience, Audience nobody)
            throws InterruptedException {
        run.progress("warming up");
        double compiling =
                WarmUp.run(
                        List.of(
                                () -> turns.okHttp(run.lasting(WARM_UP)),
                                () -> load.oneARequest(audience, run.lasting(WARM_UP)),
                                () -> load.batched(nobody, BATCH, run.lasting(WARM_UP))),
                        run.lasting(WARM_UP_AT_MOST));
        run.detail("http.compilingAfterWarmUp", compiling);
        Rounds bare = new Rounds();
        Rounds single = new Rounds();
        Rounds batched = new Rounds();
        Rounds fannedOut = new Rounds();
        for (int round = 1; round <= ROUNDS; round++) {
            bare.add(turns.okHttp(run.lasting(OKHTTP)));
            single.add(run.profiled(() -> load.oneARequest(audience, run.lasting(FULL_SPEED))));
            HttpLoad.Batched batches = load.batched(nobody, BATCH, run.lasting(BATCHED));
            batched.add(batches.accepted());
            fannedOut.add(batches.fannedOut());
            run.progress(
                    "full speed, round %d of %d: okhttp %.0f/s, one a request %.0f/s, batches %.0f/s, fanned out %.0f/s"
                            .formatted(
                                    round,
                                    ROUNDS,
                                    bare.latest(),
                                    single.latest(),
                                    batched.latest(),
                                    fannedOut.latest()));
        }
        run.detail("http.okhttp.rounds", bare.details());
        run.detail("http.x1.rounds", single.details());
        run.detail("http.batch.rounds", batched.details());
        run.detail("http.batch.fannedOut.rounds", fannedOut.details());
        run.report(Measure.of("http.okhttp", bare.median(), "requests/s"));
        run.report(Measure.of("http.x1", single.median(), "deliveries/s"));
        run.report(Measure.of("cpu.product.http", single.medianProductMicros(), "µs"));
        run.report(
                Measure.of("http.ratio", single.median() / bare.median(), "ratio")
                        .withBar(new Bar.AtLeast(0.22)));
        run.report(
                Measure.of("http.batch", batched.median(), "events/s")
                        .withBar(new Bar.AtLeast(20_000)));
        run.report(Measure.of("http.batch.fannedOut", fannedOut.median(), "events/s"));
    }

    private static void latency(BenchRun run, HttpLoad load, Audience audience)
            throws InterruptedException {
        run.progress("latency at %d events/s".formatted(EVENTS_A_SECOND));
        Latencies latencies =
                load.latencies(
                        audience,
                        new OpenLoop(
                                EVENTS_A_SECOND, run.lasting(UNMEASURED), run.lasting(MEASURED)));
        run.detail("http.ms", latencies.details());
        run.report(latencies.measure("http.p50", 50).withBar(new Bar.AtMost(2)).withReference(2.2));
        run.report(
                latencies.measure("http.p99", 99).withBar(new Bar.AtMost(6.5)).withReference(7.7));
    }
}
