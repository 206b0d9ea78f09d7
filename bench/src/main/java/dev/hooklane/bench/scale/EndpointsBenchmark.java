package dev.hooklane.bench.scale;

import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.load.WarmUp;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.Heap;
import dev.hooklane.bench.measure.Measure;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cost of a million endpoints: the fan-out's rate compared with that for a thousand, the heap,
 * and the time until a start has read them all.
 *
 * <p>Only the fan-out runs. The million comes first, so that code that is not yet compiled reads
 * it, as at any start.
 */
public final class EndpointsBenchmark implements Benchmark {
    private static final int FEW_ACCOUNTS = 10;
    private static final int MANY_ACCOUNTS = 10_000;
    private static final int EVENTS = 60_000;
    private static final int ROUNDS = 7;
    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(50);

    @Override
    public String name() {
        return "endpoints";
    }

    @Override
    public String summary() {
        return "what 1,000,000 endpoints in 10,000 accounts cost, against 1,000";
    }

    /** The results for one population; the rate is the median of several rounds. */
    private record Found(double perSecond, double heapBytesEach, Duration ready) {}

    @Override
    public void run(BenchRun run) throws InterruptedException {
        Found many = measure(run, new Population((int) run.of(MANY_ACCOUNTS)));
        Found few = measure(run, new Population(FEW_ACCOUNTS));
        run.report(
                Measure.of("endpoints.fanout", many.perSecond() / few.perSecond(), "ratio")
                        .withBar(new Bar.AtLeast(0.8)));
        run.report(
                Measure.of("endpoints.heap", many.heapBytesEach(), "bytes")
                        .withBar(new Bar.AtMost(600)));
        run.report(
                Measure.of("endpoints.ready", many.ready().toMillis() / 1e3, "s")
                        .withBar(new Bar.AtMost(20)));
    }

    private static Found measure(BenchRun run, Population population) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(run.settings());
        settings.put("roles", "fan-out");
        settings.put("events.types", Population.eventTypes());
        run.progress("writing %d endpoints".formatted(population.size()));
        try (Hooklane hooklane = Hooklane.prepare(settings, population.endpoints())) {
            long heapBefore = Heap.usedBytes();
            run.progress("starting Hooklane");
            Duration ready = hooklane.startDispatcher();
            double heapEach = (Heap.usedBytes() - heapBefore) / (double) population.size();
            try (FanOutLoad load = new FanOutLoad(hooklane, population, run.of(EVENTS))) {
                run.progress("warming up");
                double compiling =
                        WarmUp.run(List.of(load::perSecond), run.lasting(WARM_UP_AT_MOST));
                double[] rates = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    rates[round] = load.perSecond();
                }
                run.detail(
                        "endpoints." + population.size(),
                        Map.of(
                                "deliveriesPerSecond",
                                rates.clone(),
                                "compilingAfterWarmUp",
                                compiling,
                                "heapBytesEach",
                                heapEach,
                                "ready.s",
                                ready.toMillis() / 1e3));
                Arrays.sort(rates);
                double median = rates[ROUNDS / 2];
                run.progress("%.0f deliveries/s".formatted(median));
                return new Found(median, heapEach, ready);
            }
        }
    }
}
