package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.receiver.Manner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The cost of very many retries that are due in one second, for other endpoints' first attempts.
 */
public final class StormBenchmark implements Benchmark {
    private static final int RETRIES = 200_000;
    private static final int ACCOUNTS = 5;
    private static final int STORM_ACCOUNTS = 16;
    private static final int HOSTS = 4 * (ACCOUNTS + STORM_ACCOUNTS);
    private static final int EVENTS_A_SECOND = 400;
    private static final Duration UNMEASURED = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration TO_WRITE = Duration.ofSeconds(40);
    private static final Duration TO_DRAIN = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String summary() {
        return "what 200,000 retries due in one second cost the first attempts of others";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (Stage stage =
                Stage.start(
                        run,
                        RetryTopic.SETTINGS,
                        HOSTS,
                        urls ->
                                List.of(
                                        Audience.oneEndpointAnEvent("others", ACCOUNTS, urls),
                                        Audience.oneEndpointAnEvent(
                                                "storm",
                                                STORM_ACCOUNTS,
                                                urls.subList(4 * ACCOUNTS, HOSTS),
                                                _ -> Manner.ASIDE)))) {
            Audience others = stage.audience(0);
            stage.warmUp(run, name(), others);
            OpenLoop schedule =
                    new OpenLoop(EVENTS_A_SECOND, run.lasting(UNMEASURED), run.lasting(MEASURED));
            run.progress("without the storm");
            Latencies alone = stage.road().bySchedule(others, schedule);
            Instant due = write(run, stage);
            run.progress("with the storm");
            sleepUntil(due.minus(schedule.unmeasured()));
            Latencies beside = stage.road().countedBySchedule(others, schedule);
            long during = stage.receiver().requestsAside();
            double all = seconds(stage, due, run.of(RETRIES));
            run.detail("storm.alone.ms", alone.details());
            run.detail("storm.beside.ms", beside.details());
            run.detail("storm.retriesDuring", during);
            if (during < run.of(RETRIES) / 10) {
                throw new BenchmarkFailedException(
                        "there was no storm: %d retries came while it was measured"
                                .formatted(during));
            }
            run.report(beside.p99Over(alone, "storm.p99").withBar(new Bar.AtMost(1.5)));
            run.report(Measure.of("storm.all", all, "s").withBar(new Bar.AtMost(60)));
        }
    }

    /**
     * Writes retries that are due evenly within one second, and returns the start of that second.
     */
    private static Instant write(BenchRun run, Stage stage) throws InterruptedException {
        long retries = run.of(RETRIES);
        run.progress("writing %d retries".formatted(retries));
        Instant due = Instant.now().plus(run.lasting(TO_WRITE));
        try (RetryTopic topic = new RetryTopic(stage.hooklane())) {
            for (long n = 0; n < retries; n++) {
                topic.write(stage.audience(1), n, due.toEpochMilli() + n * 1_000 / retries, 0);
            }
        }
        if (Instant.now().isAfter(due.minus(run.lasting(UNMEASURED)))) {
            throw new BenchmarkFailedException(
                    "writing %d retries took longer than %s".formatted(retries, TO_WRITE));
        }
        return due;
    }

    private static void sleepUntil(Instant time) throws InterruptedException {
        Thread.sleep(Duration.between(Instant.now(), time));
    }

    /** Waits for the end of the storm, and returns how long after its beginning that was. */
    private static double seconds(Stage stage, Instant due, long retries)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(TO_DRAIN);
        while (stage.receiver().requestsAside() < retries) {
            if (Instant.now().isAfter(deadline)) {
                throw new BenchmarkFailedException(
                        "of %d retries only %d came within %s"
                                .formatted(retries, stage.receiver().requestsAside(), TO_DRAIN));
            }
            Thread.sleep(10);
        }
        return Duration.between(due, Instant.now()).toMillis() / 1e3;
    }
}
