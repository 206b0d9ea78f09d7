package dev.hooklane.bench.road;

import dev.hooklane.bench.installation.Books;
import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.load.RoadLoad;
import dev.hooklane.bench.load.SchemaServer;
import dev.hooklane.bench.load.SourceEntrance;
import dev.hooklane.bench.load.SourceForm;
import dev.hooklane.bench.load.WarmUp;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.measure.Rounds;
import dev.hooklane.bench.receiver.ReceiverProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that sources make of records, compared with events that services publish themselves: the
 * same payloads to the same endpoints, in turns.
 */
public final class SourcesBenchmark implements Benchmark {
    private static final List<Barred> FORMS =
            List.of(new Barred(SourceForm.JSON, 0.85), new Barred(SourceForm.AVRO, 0.70));

    private static final int ACCOUNTS = 16;
    private static final int HOSTS = 4 * ACCOUNTS;
    private static final int ROUNDS = 5;
    private static final int EVENTS_A_SECOND = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration WARM_UP_AT_MOST = Duration.ofMinutes(2);
    private static final Duration FULL_SPEED = Duration.ofSeconds(8);
    private static final Duration UNMEASURED = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(25);

    /**
     * A form of records.
     *
     * @param atLeast the throughput that its source must reach, over that of the road alone
     */
    private record Barred(SourceForm form, double atLeast) {}

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public String summary() {
        return "events that sources make of records, beside events that services publish";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start(HOSTS);
                SchemaServer registry = SchemaServer.start()) {
            Audience audience = Audience.oneEndpointAnEvent("x1", ACCOUNTS, receiver.urls());
            run.progress("starting a broker and Hooklane");
            Map<String, String> settings = new HashMap<>(run.settings());
            settings.putAll(registry.settings());
            try (Hooklane hooklane = Hooklane.start(settings, audience.endpoints());
                    Books books = new Books(hooklane)) {
                RoadLoad road = new RoadLoad(hooklane.publisher(), receiver, books);
                for (Barred each : FORMS) {
                    try (SourceEntrance entrance = SourceEntrance.open(hooklane, each.form())) {
                        RoadLoad source = new RoadLoad(entrance, receiver, books);
                        throughput(
                                run,
                                each,
                                audience,
                                new RoadTurn(receiver, road),
                                new RoadTurn(receiver, source));
                        latency(run, each.form().name(), audience, road, source);
                    }
                }
            }
        }
    }

    private static void throughput(
            BenchRun run, Barred measured, Audience audience, RoadTurn road, RoadTurn source)
            throws InterruptedException {
        String name = "sources." + measured.form().name();
        run.progress("warming up " + name);
        double compiling =
                WarmUp.run(
                        List.of(
                                () -> road.road().warmUp(audience, run.lasting(WARM_UP)),
                                () -> source.road().warmUp(audience, run.lasting(WARM_UP))),
                        run.lasting(WARM_UP_AT_MOST));
        run.detail(name + ".compilingAfterWarmUp", compiling);
        Rounds straight = new Rounds();
        Rounds through = new Rounds();
        for (int round = 1; round <= ROUNDS; round++) {
            straight.add(road.run(audience, run.lasting(FULL_SPEED)));
            through.add(run.profiled(() -> source.run(audience, run.lasting(FULL_SPEED))));
            run.progress(
                    "full speed, round %d of %d: x1 %.0f/s, %s %.0f/s"
                            .formatted(round, ROUNDS, straight.latest(), name, through.latest()));
        }
        run.detail(name + ".road.rounds", straight.details());
        run.detail(name + ".rounds", through.details());
        run.report(Measure.of(name + ".road", straight.median(), "deliveries/s"));
        run.report(Measure.of(name, through.median(), "deliveries/s"));
        run.report(
                Measure.of(name + ".ratio", through.median() / straight.median(), "ratio")
                        .withBar(new Bar.AtLeast(measured.atLeast())));
    }

    private static void latency(
            BenchRun run, String form, Audience audience, RoadLoad road, RoadLoad source)
            throws InterruptedException {
        String name = "sources." + form;
        Latencies straight = latencies(run, name + ".road", audience, road);
        Latencies through = latencies(run, name, audience, source);
        added(run, name + ".added.p50", straight, through, 50, 2);
        added(run, name + ".added.p99", straight, through, 99, 10);
    }

    private static Latencies latencies(BenchRun run, String name, Audience audience, RoadLoad load)
            throws InterruptedException {
        run.progress("latency of %s at %d events/s".formatted(name, EVENTS_A_SECOND));
        Latencies latencies =
                load.bySchedule(
                        audience,
                        new OpenLoop(
                                EVENTS_A_SECOND, run.lasting(UNMEASURED), run.lasting(MEASURED)));
        run.detail(name + ".ms", latencies.details());
        return latencies;
    }

    private static void added(
            BenchRun run,
            String name,
            Latencies straight,
            Latencies through,
            double percentile,
            double atMost) {
        double added = through.millis(percentile) - straight.millis(percentile);
        run.report(Measure.of(name, added, "ms").withBar(new Bar.AtMost(atMost)));
    }
}
