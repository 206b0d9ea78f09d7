package dev.hooklane.bench.neighbour;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.event.AccountId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;

/**
 * The cost of one account's bursts for the account that shares its partition of the events.
 *
 * <p>Each burst is 10,000 deliveries from 100 events. The burst account may have 500 deliveries
 * made a second, a tenth of the default, so that the lanes and the receiver have cores to spare and
 * the fan-out is measured. Run it with {@code --set fan-out.account-deliveries-per-second=0} to see
 * the cost without shares.
 */
public final class BurstBenchmark implements Benchmark {
    private static final int PARTITIONS = 8;
    private static final int QUIET_HOSTS = 4;
    private static final int EVENTS_A_SECOND = 200;
    private static final Duration UNMEASURED = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(40);
    private static final int BURST_ENDPOINTS = 100;
    private static final int BURST_EVENTS = 100;
    private static final Duration BURST_EVERY = Duration.ofSeconds(5);

    /** What is deferred follows at 500 a second. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public String summary() {
        return "what one account's bursts cost the account that shares its partition";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (Stage stage =
                Stage.start(
                        run,
                        Map.of(
                                "topics.partitions",
                                Integer.toString(PARTITIONS),
                                "fan-out.account-deliveries-per-second",
                                "500"),
                        QUIET_HOSTS + 1,
                        BurstBenchmark::audiences)) {
            Audience quiet = stage.audience(0);
            // Also fills the burst account's share, if the warm-up has used any of it.
            stage.warmUp(run, name(), quiet);
            OpenLoop schedule =
                    new OpenLoop(EVENTS_A_SECOND, run.lasting(UNMEASURED), run.lasting(MEASURED));
            run.progress("without bursts");
            Latencies alone = stage.road().bySchedule(quiet, schedule);
            run.progress("with bursts");
            long before = stage.receiver().requestsAside();
            int bursts = (int) (run.lasting(MEASURED).toMillis() / BURST_EVERY.toMillis());
            Latencies beside = beside(stage, schedule, bursts);
            long atEnd = stage.receiver().requestsAside() - before;
            run.progress("waiting for what was deferred");
            awaitAll(stage, before, (long) bursts * BURST_EVENTS * BURST_ENDPOINTS);
            run.detail("burst.alone.ms", alone.details());
            run.detail("burst.beside.ms", beside.details());
            run.detail("burst.deliveries", Map.of("bursts", bursts, "whileMeasured", atEnd));
            run.report(beside.p99Over(alone, "burst.p99").withBar(new Bar.AtMost(1.5)));
            run.report(Measure.of("burst.max", beside.maxMillis(), "ms"));
            run.report(Measure.of("burst.max.without", alone.maxMillis(), "ms"));
        }
    }

    private static List<Audience> audiences(List<URI> hosts) {
        Audience quiet = Audience.oneEndpointAnEvent("quiet", 1, hosts.subList(0, QUIET_HOSTS));
        String neighbour = neighbourOf(quiet.account(0));
        return List.of(
                quiet,
                Audience.manyEndpointsAnEvent(
                        neighbour, BURST_ENDPOINTS, hosts.getLast(), Manner.ASIDE));
    }

    /** Returns the name of an account on the same partition of the events. */
    private static String neighbourOf(AccountId account) {
        for (int i = 0; ; i++) {
            String name = "burst" + i;
            if (partition(new AccountId(name)) == partition(account)) {
                return name;
            }
        }
    }

    private static int partition(AccountId account) {
        byte[] key = account.value().getBytes(UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
    }

    private static Latencies beside(Stage stage, OpenLoop schedule, int bursts) {
        CompletableFuture<Void> bursting =
                CompletableFuture.runAsync(
                        () -> burst(stage, bursts),
                        command -> Thread.ofPlatform().daemon().name("bursts").start(command));
        Latencies latencies = stage.road().countedBySchedule(stage.audience(0), schedule);
        bursting.join();
        return latencies;
    }

    private static void burst(Stage stage, int bursts) {
        Audience audience = stage.audience(1);
        long start = System.nanoTime();
        for (int burst = 1; burst <= bursts; burst++) {
            long time = start + burst * BURST_EVERY.toNanos() - BURST_EVERY.toNanos() / 2;
            OpenLoop.awaitTime(System::nanoTime, time);
            for (int n = 0; n < BURST_EVENTS; n++) {
                var _ =
                        stage.hooklane()
                                .publisher()
                                .publish(
                                        audience.account(n),
                                        EventSource.event(audience.type(n), 0));
            }
        }
    }

    private static void awaitAll(Stage stage, long before, long count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (stage.receiver().requestsAside() - before < count) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException(
                        "%d of the %d deliveries of the bursts came within %s"
                                .formatted(
                                        stage.receiver().requestsAside() - before,
                                        count,
                                        PATIENCE));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
