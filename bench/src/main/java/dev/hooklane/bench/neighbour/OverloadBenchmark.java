package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.Entrance;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The cost of an endpoint that gets 100 times what it accepts, for the others and for Kafka.
 *
 * <p>It accepts 10 per second because its account set that rate limit. If its server had the limit,
 * each surplus delivery would be a failed attempt and wait for the retry schedule, at one write
 * each. A rate limit makes no attempts, so the whole flood must be parked again and again: the most
 * expensive kind of overload.
 */
public final class OverloadBenchmark implements Benchmark {
    private static final int ACCOUNTS = 5;
    private static final int HOSTS = 4 * ACCOUNTS + 1;
    private static final int EVENTS_A_SECOND = 400;
    private static final int FLOOD_A_SECOND = 1_000;
    private static final int TAKEN_A_SECOND = 10;
    private static final Duration UNMEASURED = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String summary() {
        return "what an endpoint that gets 100 times what it takes costs the others";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (Stage stage =
                Stage.start(
                        run,
                        Map.of(),
                        HOSTS,
                        urls ->
                                List.of(
                                        Audience.oneEndpointAnEvent("others", ACCOUNTS, urls),
                                        Audience.oneEndpoint(
                                                        "flooded", urls.getLast(), Manner.ASIDE)
                                                .withSettings(slow())))) {
            Audience others = stage.audience(0);
            stage.warmUp(run, name(), others);
            OpenLoop schedule =
                    new OpenLoop(EVENTS_A_SECOND, run.lasting(UNMEASURED), run.lasting(MEASURED));
            run.progress("without the flood");
            Latencies alone = stage.road().bySchedule(others, schedule);
            run.progress("with the flood");
            OpenLoop flood =
                    new OpenLoop(FLOOD_A_SECOND, run.lasting(UNMEASURED), run.lasting(MEASURED));
            Latencies beside = beside(stage, schedule, flood);
            run.detail("overload.alone.ms", alone.details());
            run.detail("overload.beside.ms", beside.details());
            run.report(beside.p99Over(alone, "overload.p99").withBar(new Bar.AtMost(1.3)));
            reportWrites(run, stage, flood);
        }
    }

    private static EndpointSettings slow() {
        return new EndpointSettings(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new RateLimit(TAKEN_A_SECOND, TAKEN_A_SECOND)),
                false,
                Optional.empty());
    }

    private static Latencies beside(Stage stage, OpenLoop schedule, OpenLoop flood) {
        CompletableFuture<Void> flooding =
                CompletableFuture.runAsync(
                        () ->
                                flood.publish(
                                        Entrance.of(stage.hooklane().publisher()),
                                        stage.receiver(),
                                        stage.audience(1)),
                        command -> Thread.ofPlatform().daemon().name("flood").start(command));
        Latencies latencies = stage.road().countedBySchedule(stage.audience(0), schedule);
        flooding.join();
        return latencies;
    }

    private static void reportWrites(BenchRun run, Stage stage, OpenLoop flood)
            throws InterruptedException {
        stage.road().settle();
        long attempts = stage.receiver().requestsAside();
        long expected = TAKEN_A_SECOND * flood.events() / FLOOD_A_SECOND;
        EndpointId flooded = stage.audience(1).endpoints().getFirst().id();
        LaneWrites writes = LaneWrites.of(stage.hooklane(), flooded);
        run.detail(
                "overload.flooded",
                Map.of(
                        "deliveries", flood.events(),
                        "attempts", attempts,
                        "records", writes.records(),
                        "mostOfOne", writes.mostOfOne()));
        if (attempts < expected / 2 || attempts > expected * 2) {
            throw new BenchmarkFailedException(
                    "the flooded endpoint got %d requests, it takes %d"
                            .formatted(attempts, expected));
        }
        run.report(
                Measure.of(
                        "overload.writes", writes.records() / (double) flood.events(), "records"));
    }
}
