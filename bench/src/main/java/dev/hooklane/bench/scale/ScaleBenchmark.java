package dev.hooklane.bench.scale;

import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Line;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.bench.rig.Crowd;
import dev.hooklane.bench.rig.Load;
import dev.hooklane.bench.rig.Plan;
import dev.hooklane.bench.rig.Rig;
import dev.hooklane.bench.rig.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a delivery costs the same with more instances, partitions and endpoints, and how its cost
 * falls with the rate. It is CPU time that is compared, as a machine with few cores can't show
 * throughput.
 */
public final class ScaleBenchmark implements Benchmark {
    private static final List<String> PARTS =
            List.of("processes", "partitions", "endpoints", "rates");
    private static final int ACTIVE_ACCOUNTS = 250;
    private static final Crowd FEW = crowd(ACTIVE_ACCOUNTS);
    private static final int EVENTS_A_SECOND = 500;
    private static final int[] RATES = {1_000, 2_000, 4_000};
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(12);
    private static final Duration RATE_MEASURED = Duration.ofSeconds(8);
    private static final Bar.AtMost BAR = new Bar.AtMost(1.1);

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String summary() {
        return "the cost of a delivery with more instances, partitions, endpoints and events";
    }

    private static Crowd crowd(int accounts) {
        return new Crowd("scale", accounts, Manner.OK);
    }

    /** The cost of a delivery in one arrangement, or why it is not known. */
    private record Cost(double micros, Optional<String> problem) {
        Measure over(Cost base, String name) {
            return Measure.of(name, micros / base.micros, "ratio");
        }
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        List<String> parts = chosen(run.only());
        Plan plan = Plan.of(run.settings(), FEW);
        Cost base = base(run, plan, parts.contains("rates"));
        if (parts.contains("processes")) {
            for (int count : new int[] {2, 4}) {
                arrangement(run, base, "scale.processes." + count, plan.withInstances(count));
            }
        }
        if (parts.contains("partitions")) {
            for (int count : new int[] {32, 64}) {
                arrangement(
                        run,
                        base,
                        "scale.partitions." + count,
                        plan.with("topics.partitions", Integer.toString(count)));
            }
        }
        if (parts.contains("endpoints")) {
            endpoints(run, base, "scale.endpoints.100k", 100_000, false);
            endpoints(run, base, "scale.endpoints.1m", 1_000_000, true);
        }
    }

    /** Returns the parts to run. */
    static List<String> chosen(List<String> only) {
        only.stream()
                .filter(part -> !PARTS.contains(part))
                .findFirst()
                .ifPresent(part -> {
                    throw new BenchmarkFailedException(
                            "scale has no part '%s'; there are %s"
                                    .formatted(part, String.join(", ", PARTS)));
                });
        return only.isEmpty() ? PARTS : only;
    }

    private static Cost base(BenchRun run, Plan plan, boolean rates) throws InterruptedException {
        run.progress("1 instance, 8 partitions, 1,000 endpoints");
        try (Rig rig = Rig.start(plan)) {
            Spent atRest = rest(run, rig, "scale.base");
            Spent spent =
                    publish(run, rig, "scale.base", FEW.accounts(), EVENTS_A_SECOND, MEASURED);
            Cost base = cost(spent, atRest, EVENTS_A_SECOND);
            run.report(Measure.of("scale.base", base.micros(), "µs"), base.problem());
            if (rates) {
                rates(run, rig, atRest, spent);
            }
            Cost again =
                    cost(
                            publish(
                                    run,
                                    rig,
                                    "scale.again",
                                    FEW.accounts(),
                                    EVENTS_A_SECOND,
                                    MEASURED),
                            atRest,
                            EVENTS_A_SECOND);
            run.report(again.over(base, "scale.again"), base.problem().or(again::problem));
            return base;
        }
    }

    /** Finds how the cost falls with the number of deliveries that share a request. */
    private static void rates(BenchRun run, Rig rig, Spent atRest, Spent base)
            throws InterruptedException {
        List<Line.Point> points = new ArrayList<>();
        Map<String, Object> found = new LinkedHashMap<>();
        add(points, found, atRest, base, cost(base, atRest, EVENTS_A_SECOND).problem());
        for (int rate : RATES) {
            run.progress(rate + " events/s");
            String name = "scale.rates." + rate;
            Spent spent = publish(run, rig, name, FEW.accounts(), rate, RATE_MEASURED);
            Cost cost = cost(spent, atRest, rate);
            run.report(Measure.of(name, cost.micros(), "µs"), cost.problem());
            add(points, found, atRest, spent, cost.problem());
        }
        run.progress("full speed");
        Spent full = rig.atFullSpeed(Load.atFullSpeed(FEW), run.lasting(RATE_MEASURED));
        run.detail("scale.full", full.details());
        run.report(
                Measure.of("scale.full", full.perSecond(), "deliveries/s"),
                full.occupancy().notTheProductsLimit());
        run.report(
                Measure.of("scale.full.cpu", full.productMicros(atRest.productCores()), "µs"),
                full.occupancy().disturbed());
        add(points, found, atRest, full, full.occupancy().disturbed());
        run.detail("scale.fit.points", found);
        if (points.size() < 3) {
            run.progress("too few rates were measured for a line through them");
            return;
        }
        Line line = Line.through(points);
        run.report(Measure.of("scale.fit.a", line.a(), "µs"));
        run.report(Measure.of("scale.fit.b", line.b(), "µs"));
        run.report(Measure.of("scale.fit.explained", line.explained(), "ratio"));
    }

    private static void add(
            List<Line.Point> points,
            Map<String, Object> found,
            Spent atRest,
            Spent spent,
            Optional<String> problem) {
        if (problem.isEmpty()) {
            double batch = spent.batch(atRest.requestsPerSecond());
            double micros = spent.productMicros(atRest.productCores());
            points.add(new Line.Point(1 / batch, micros));
            found.put(
                    Long.toString(Math.round(spent.perSecond())),
                    Map.of("batch", batch, "micros", micros));
        }
    }

    private static void arrangement(BenchRun run, Cost base, String name, Plan plan)
            throws InterruptedException {
        run.progress(name);
        try (Rig rig = Rig.start(plan)) {
            Spent atRest = rest(run, rig, name);
            // As many for each instance.
            int rate = EVENTS_A_SECOND * plan.instances();
            Cost cost = cost(publish(run, rig, name, FEW.accounts(), rate, MEASURED), atRest, rate);
            report(run, base, name, cost);
        }
    }

    /**
     * @param spread whether to measure events for an endpoint each that had none before, too
     */
    private static void endpoints(BenchRun run, Cost base, String name, int count, boolean spread)
            throws InterruptedException {
        run.progress(name);
        Crowd many = crowd((int) run.of(count) / Crowd.ENDPOINTS);
        try (Rig rig = Rig.start(Plan.of(run.settings(), many))) {
            Spent atRest = rest(run, rig, name);
            Cost few =
                    cost(
                            publish(run, rig, name, FEW.accounts(), EVENTS_A_SECOND, MEASURED),
                            atRest,
                            EVENTS_A_SECOND);
            report(run, base, name, few);
            if (spread) {
                spread(run, rig, base, atRest, name + ".spread", many);
            }
        }
    }

    private static void spread(
            BenchRun run, Rig rig, Cost base, Spent atRest, String name, Crowd many)
            throws InterruptedException {
        Cost all =
                cost(
                        publish(run, rig, name, many.accounts(), EVENTS_A_SECOND, MEASURED),
                        atRest,
                        EVENTS_A_SECOND);
        run.report(all.over(base, name), base.problem().or(all::problem));
    }

    private static void report(BenchRun run, Cost base, String name, Cost cost) {
        run.report(cost.over(base, name).withBar(BAR), base.problem().or(cost::problem));
    }

    /** Warms up, and returns what the instances use when nothing happens. */
    private static Spent rest(BenchRun run, Rig rig, String name) throws InterruptedException {
        rig.warmUp(Load.atFullSpeed(FEW), run.lasting(warmUp(rig.instances())));
        Spent atRest = rig.atRest(run.lasting(REST));
        run.report(
                Measure.of(name + ".idle", 100 * atRest.productCores(), "%"),
                atRest.occupancy().disturbed());
        return atRest;
    }

    /** Returns how long to warm up so many instances, which share the cores. */
    static Duration warmUp(int instances) {
        Duration all = WARM_UP.multipliedBy(instances);
        return all.compareTo(WARM_UP_AT_MOST) < 0 ? all : WARM_UP_AT_MOST;
    }

    private static Spent publish(
            BenchRun run, Rig rig, String name, int accounts, int rate, Duration duration)
            throws InterruptedException {
        long events = run.lasting(duration).toMillis() * rate / 1_000;
        Spent spent = rig.publish(Load.of(FEW, events, rate).forAccounts(accounts));
        run.detail(name + ".spent", spent.details());
        return spent;
    }

    private static Cost cost(Spent spent, Spent atRest, int wanted) {
        return new Cost(
                spent.productMicros(atRest.productCores()),
                spent.occupancy().tooSlow(wanted, spent.perSecond()));
    }
}
