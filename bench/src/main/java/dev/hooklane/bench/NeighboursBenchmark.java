package dev.hooklane.bench;

import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What endpoints that hang cost the others: 20 endpoints get 400 events a second for a minute,
 * first all of them healthy, then with two that have never answered yet.
 */
final class NeighboursBenchmark implements Benchmark {
    private static final int ACCOUNTS = 5;
    private static final int HANGING_EVERY = 10;
    private static final int EVENTS_A_SECOND = 400;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration WARM_UP_AT_MOST = Duration.ofMinutes(1);
    private static final Duration UNMEASURED = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofMinutes(1);
    private static final Duration IN_TIME = Duration.ofSeconds(1);

    /** A hanging endpoint is given up after so long. */
    private static final String TIMEOUT = "30s";

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public String summary() {
        return "what two hanging endpoints of twenty cost the other eighteen";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        int endpoints = ACCOUNTS * 4;
        try (ReceiverProcess receiver = ReceiverProcess.start(2 * endpoints)) {
            Audience healthy =
                    Audience.oneEndpointAnEvent(
                            "healthy", ACCOUNTS, receiver.urls().subList(0, endpoints));
            Audience mixed =
                    Audience.oneEndpointAnEvent(
                            "mixed",
                            ACCOUNTS,
                            receiver.urls().subList(endpoints, 2 * endpoints),
                            number -> hangs(number) ? Manner.HANG : Manner.OK);
            run.progress("starting a broker and Hooklane");
            try (Hooklane hooklane = Hooklane.start(settings(run), endpoints(healthy, mixed));
                    Books books = new Books(hooklane)) {
                RoadLoad road = new RoadLoad(hooklane.publisher(), receiver, books);
                run.progress("warming up");
                double compiling =
                        WarmUp.run(
                                List.of(() -> road.warmUp(healthy, run.lasting(WARM_UP))),
                                run.lasting(WARM_UP_AT_MOST));
                run.detail("neighbours.compilingAfterWarmUp", compiling);
                run.progress("all healthy");
                Histogram alone =
                        road.bySchedule(
                                healthy,
                                EVENTS_A_SECOND,
                                run.lasting(UNMEASURED),
                                run.lasting(MEASURED));
                run.progress("two hang");
                report(run, alone, beside(run, road, receiver, mixed));
            }
        }
    }

    /** The latencies of the healthy ones, of what came in time and a little later. */
    private static Histogram beside(
            BenchRun run, RoadLoad road, ReceiverProcess receiver, Audience mixed)
            throws InterruptedException {
        long events =
                road.publishBySchedule(
                        mixed, EVENTS_A_SECOND, run.lasting(UNMEASURED), run.lasting(MEASURED));
        Thread.sleep(IN_TIME.multipliedBy(3));
        Histogram latencies = receiver.takeLatencies();
        long first = events - run.lasting(MEASURED).toSeconds() * EVENTS_A_SECOND;
        long due =
                LongStream.range(first, events)
                        .filter(n -> !hangs(mixed.endpointNumber(n)))
                        .count();
        long inTime = latencies.getCountBetweenValues(0, IN_TIME.toNanos());
        run.detail(
                "neighbours.few",
                Map.of("due", due, "inTime", inTime, "came", latencies.getTotalCount()));
        run.report(
                Measure.of("neighbours.few.share", inTime / (double) due, "ratio")
                        .withBar(new Bar.AtLeast(1))
                        .withReference(0.3));
        return latencies;
    }

    private static void report(BenchRun run, Histogram alone, Histogram beside) {
        double p99Alone = alone.getValueAtPercentile(99) / 1e6;
        double p99Beside = beside.getValueAtPercentile(99) / 1e6;
        run.detail("neighbours.few.p99.alone.ms", p99Alone);
        run.detail("neighbours.few.p99.beside.ms", p99Beside);
        run.report(
                Measure.of("neighbours.few.p99", p99Beside / p99Alone, "ratio")
                        .withBar(new Bar.AtMost(1.5)));
    }

    private static boolean hangs(int endpointNumber) {
        return endpointNumber % HANGING_EVERY == 0;
    }

    private static List<Endpoint> endpoints(Audience one, Audience other) {
        return Stream.concat(one.endpoints().stream(), other.endpoints().stream()).toList();
    }

    private static Map<String, String> settings(BenchRun run) {
        Map<String, String> settings = new HashMap<>(run.settings());
        settings.put("delivery.timeout", TIMEOUT);
        return settings;
    }
}
