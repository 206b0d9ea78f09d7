package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.load.RoadLoad;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.receiver.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The cost of misbehaving endpoints for the others, compared with the same run in which the very
 * same endpoints answer.
 *
 * <p>First many of them (10 % hang until the timeout, 10 % answer 500), at full speed and by a
 * schedule. Then a few in another Hooklane: 2 of 20 hang, 30 s each time.
 */
public final class NeighboursBenchmark implements Benchmark {
    private static final Duration UNMEASURED = Duration.ofSeconds(5);
    private static final double P99_LIMIT = 1.5;

    private static final int MANY_ACCOUNTS = 10;
    private static final int MANY_EVENTS_A_SECOND = 1_000;
    private static final Duration MANY_MEASURED = Duration.ofSeconds(25);

    /** Longer than the default timeout, to include what happens when it expires. */
    private static final Duration MANY_AT_FULL_SPEED = Duration.ofSeconds(20);

    private static final int FEW_ACCOUNTS = 5;
    private static final int FEW_EVENTS_A_SECOND = 400;
    private static final Duration FEW_MEASURED = Duration.ofMinutes(1);
    private static final Duration FEW_IN_TIME = Duration.ofSeconds(1);
    private static final String FEW_TIMEOUT = "30s";

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public String summary() {
        return "what endpoints that hang or fail cost the others";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        many(run);
        few(run);
    }

    /** A Hooklane with two audiences. Only one misbehaves, as soon as it receives events. */
    private record Pair(RoadLoad road, Audience good, Audience mixed) {}

    @FunctionalInterface
    private interface Comparing {
        void run(Pair pair) throws InterruptedException;
    }

    private static void many(BenchRun run) throws InterruptedException {
        IntFunction<Manner> manners =
                number ->
                        switch (number % 10) {
                            case 0 -> Manner.HANG;
                            case 5 -> Manner.FAIL;
                            default -> Manner.OK;
                        };
        withPair(
                run,
                MANY_ACCOUNTS,
                manners,
                Map.of(),
                pair -> {
                    OpenLoop schedule =
                            new OpenLoop(
                                    MANY_EVENTS_A_SECOND,
                                    run.lasting(UNMEASURED),
                                    run.lasting(MANY_MEASURED));
                    run.progress("all healthy");
                    Latencies alone = pair.road().bySchedule(pair.good(), schedule);
                    double rateAlone = steadyRate(run, pair.road(), pair.good());
                    pair.road().settle();
                    run.progress("10 % hang, 10 % fail");
                    Latencies beside = pair.road().countedBySchedule(pair.mixed(), schedule);
                    double rateBeside = steadyRate(run, pair.road(), pair.mixed());
                    run.detail(
                            "neighbours.perSecond",
                            Map.of("alone", rateAlone, "beside", rateBeside));
                    run.report(
                            Measure.of("neighbours.throughput", rateBeside / rateAlone, "ratio")
                                    .withBar(new Bar.AtLeast(0.9)));
                    report(run, "neighbours", alone, beside);
                });
    }

    private static double steadyRate(BenchRun run, RoadLoad road, Audience audience) {
        return road.steadyRate(audience, run.lasting(UNMEASURED), run.lasting(MANY_AT_FULL_SPEED));
    }

    private static void few(BenchRun run) throws InterruptedException {
        IntFunction<Manner> manners = number -> number % 10 == 0 ? Manner.HANG : Manner.OK;
        Map<String, String> settings = Map.of("delivery.timeout", FEW_TIMEOUT);
        withPair(
                run,
                FEW_ACCOUNTS,
                manners,
                settings,
                pair -> {
                    OpenLoop schedule =
                            new OpenLoop(
                                    FEW_EVENTS_A_SECOND,
                                    run.lasting(UNMEASURED),
                                    run.lasting(FEW_MEASURED));
                    run.progress("all healthy");
                    Latencies alone = pair.road().bySchedule(pair.good(), schedule);
                    run.progress("two hang");
                    Latencies beside = pair.road().countedBySchedule(pair.mixed(), schedule);
                    long due = schedule.latenciesOf(pair.mixed());
                    long inTime = beside.countWithin(FEW_IN_TIME.toNanos());
                    run.detail("neighbours.few", Map.of("due", due, "inTime", inTime));
                    run.report(
                            Measure.of("neighbours.few.share", inTime / (double) due, "ratio")
                                    .withBar(new Bar.AtLeast(1))
                                    .withReference(0.3));
                    report(run, "neighbours.few", alone, beside);
                });
    }

    private static void report(BenchRun run, String name, Latencies alone, Latencies beside) {
        run.detail(name + ".alone.ms", alone.details());
        run.detail(name + ".beside.ms", beside.details());
        run.report(beside.p99Over(alone, name + ".p99").withBar(new Bar.AtMost(P99_LIMIT)));
    }

    private static void withPair(
            BenchRun run,
            int accounts,
            IntFunction<Manner> manners,
            Map<String, String> settings,
            Comparing comparing)
            throws InterruptedException {
        int endpoints = accounts * 4;
        try (Stage stage =
                Stage.start(
                        run,
                        settings,
                        2 * endpoints,
                        urls ->
                                List.of(
                                        Audience.oneEndpointAnEvent(
                                                "good",
                                                accounts,
                                                urls.subList(0, endpoints),
                                                number -> behaved(manners.apply(number))),
                                        Audience.oneEndpointAnEvent(
                                                "mixed",
                                                accounts,
                                                urls.subList(endpoints, 2 * endpoints),
                                                manners)))) {
            stage.warmUp(run, "neighbours." + endpoints, stage.audience(0));
            comparing.run(new Pair(stage.road(), stage.audience(0), stage.audience(1)));
        }
    }

    /**
     * Returns a healthy manner that the receiver counts in the same way, so that both runs count
     * the same endpoints.
     */
    private static Manner behaved(Manner manner) {
        return manner.counted() ? Manner.OK : Manner.ASIDE;
    }
}
