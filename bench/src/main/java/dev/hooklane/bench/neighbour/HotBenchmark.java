package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.measure.Bar;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One account that publishes 20 times as much as each of 20 others: their latency, and how many
 * threads of the fan-out its stream can use.
 */
public final class HotBenchmark implements Benchmark {
    private static final int OTHERS = 20;
    private static final Crowd CROWD = new Crowd("others", OTHERS, Manner.OK);
    private static final Crowd HOT = new Crowd("hot", 1, Manner.ASIDE);

    /** Of the others together, and of the hot account. */
    private static final int EVENTS_A_SECOND = 1_000;

    private static final int THREADS = 4;
    private static final Predicate<String> FAN_OUT =
            Pattern.compile("hooklane-fan-out\\b.*-StreamThread-\\d+").asMatchPredicate();

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration FULL_SPEED = Duration.ofSeconds(8);

    @Override
    public String name() {
        return "hot";
    }

    @Override
    public String summary() {
        return "one account that publishes 20 times as much as each of 20 others";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        neighbours(run);
        threads(run);
    }

    private static Plan plan(BenchRun run) {
        return Plan.of(run.settings(), CROWD, HOT);
    }

    private static void neighbours(BenchRun run) throws InterruptedException {
        run.progress("starting broker, instance, publisher and receiver");
        try (Rig rig = Rig.start(plan(run))) {
            run.progress("warming up");
            rig.warmUp(Load.atFullSpeed(CROWD), run.lasting(WARM_UP));
            var _ = rig.publish(load(run, HOT, EVENTS_A_SECOND));
            Load others = load(run, CROWD, EVENTS_A_SECOND);
            Stretch before = stretch(run, rig, "the others alone", others);
            Stretch beside =
                    stretch(
                            run,
                            rig,
                            "beside the hot account",
                            others,
                            load(run, HOT, EVENTS_A_SECOND));
            Stretch even =
                    stretch(run, rig, "as much, but evenly", load(run, CROWD, 2 * EVENTS_A_SECOND));
            Stretch after = stretch(run, rig, "the others alone again", others);
            before.latencies().nanos().add(after.latencies().nanos());
            Latencies alone = before.latencies();
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("alone.ms", alone.details());
            details.put("beside.ms", beside.latencies().details());
            details.put("even.ms", even.latencies().details());
            details.put("beside.spent", beside.spent().details());
            run.detail("hot", details);
            Optional<String> calm = before.problem().or(after::problem);
            run.report(alone.measure("hot.p99.alone", 99), calm);
            run.report(
                    beside.latencies().p99Over(alone, "hot.p99").withBar(new Bar.AtMost(1.5)),
                    calm.or(beside::problem));
            run.report(even.latencies().p99Over(alone, "hot.p99.even"), calm.or(even::problem));
        }
    }

    /** Some loads at the same time, and the others' latencies meanwhile. */
    private record Stretch(Latencies latencies, Spent spent, double wanted) {
        Optional<String> problem() {
            return spent.occupancy().tooSlow(wanted, spent.perSecond());
        }
    }

    private static Load load(BenchRun run, Crowd crowd, int perSecond) {
        return Load.of(crowd, run.lasting(MEASURED).toMillis() * perSecond / 1_000, perSecond);
    }

    private static Stretch stretch(BenchRun run, Rig rig, String what, Load... loads)
            throws InterruptedException {
        run.progress(what);
        var _ = rig.receiver().takeLatencies();
        Spent spent = rig.publish(loads);
        return new Stretch(
                new Latencies(rig.receiver().takeLatencies()),
                spent,
                Stream.of(loads).mapToInt(Load::perSecond).sum());
    }

    private static void threads(BenchRun run) throws InterruptedException {
        run.progress("starting an instance with %d threads of the fan-out".formatted(THREADS));
        Plan plan =
                plan(run)
                        .with("fan-out.threads", Integer.toString(THREADS))
                        .with("fan-out.account-deliveries-per-second", "0");
        try (Rig rig = Rig.start(plan)) {
            rig.warmUp(Load.atFullSpeed(CROWD), run.lasting(WARM_UP).dividedBy(2));
            Spent even = rig.atFullSpeed(Load.atFullSpeed(CROWD), run.lasting(FULL_SPEED));
            Spent one = rig.atFullSpeed(Load.atFullSpeed(HOT), run.lasting(FULL_SPEED));
            run.detail("hot.threads", Map.of("even", even.details(), "one", one.details()));
            run.report(Measure.of("hot.threads", one.threads().sharing(FAN_OUT), "threads"));
            run.report(Measure.of("hot.threads.even", even.threads().sharing(FAN_OUT), "threads"));
            run.report(
                    Measure.of("hot.full", one.perSecond(), "deliveries/s"),
                    one.occupancy().notTheProductsLimit());
            run.report(
                    Measure.of("hot.full.even", even.perSecond(), "deliveries/s"),
                    even.occupancy().notTheProductsLimit());
        }
    }
}
