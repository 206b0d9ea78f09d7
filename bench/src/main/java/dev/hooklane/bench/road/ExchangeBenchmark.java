package dev.hooklane.bench.road;

import dev.hooklane.bench.load.Attempts;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.BareOkHttp;
import dev.hooklane.bench.load.BareSockets;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.load.Posting;
import dev.hooklane.bench.load.WarmUp;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.measure.Profiler;
import dev.hooklane.bench.measure.Rounds;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.endpoint.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an attempt costs without the rest of the road, beside bare OkHttp, and beside the least that
 * an exchange can cost. The last says what another HTTP client could save at most.
 */
public final class ExchangeBenchmark implements Benchmark {
    private static final String ATTEMPT = "attempt";
    private static final int ACCOUNTS = 16;
    private static final int HOSTS = 4 * ACCOUNTS;
    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration WARM_UP_AT_MOST = Duration.ofMinutes(1);
    private static final Duration FULL_SPEED = Duration.ofSeconds(4);

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public String summary() {
        return "an attempt alone, beside plain OkHttp and bare sockets";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start(HOSTS)) {
            Audience audience = Audience.oneEndpointAnEvent("exchange", ACCOUNTS, receiver.urls());
            List<URI> urls = audience.endpoints().stream().map(Endpoint::url).toList();
            byte[] body = EventSource.event(audience.type(0), 0).payload().bytes();
            try (BareOkHttp okHttp = new BareOkHttp(urls, body);
                    Attempts attempts = new Attempts(audience);
                    BareSockets sockets = new BareSockets(urls, body)) {
                Map<String, List<Posting.Post>> loads = new LinkedHashMap<>();
                loads.put("okhttp", okHttp.posts());
                loads.put(ATTEMPT, attempts.posts());
                loads.put("socket", sockets.posts());
                measure(run, receiver, loads);
            } catch (IOException e) {
                throw new BenchmarkFailedException("the receiver can't be reached: " + e);
            }
        }
    }

    private static void measure(
            BenchRun run, ReceiverProcess receiver, Map<String, List<Posting.Post>> loads)
            throws InterruptedException {
        run.progress("warming up");
        double compiling =
                WarmUp.run(
                        loads.values().stream()
                                .<WarmUp.Load>map(
                                        posts -> () -> Posting.run(posts, run.lasting(WARM_UP)))
                                .toList(),
                        run.lasting(WARM_UP_AT_MOST));
        run.detail("exchange.compilingAfterWarmUp", compiling);
        Map<String, Rounds> rounds = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Map.Entry<String, List<Posting.Post>> load : loads.entrySet()) {
                Profiler.Work<Rounds.Round> work =
                        () -> Turns.posts(receiver, load.getValue(), run.lasting(FULL_SPEED));
                rounds.computeIfAbsent(load.getKey(), _ -> new Rounds())
                        .add(load.getKey().equals(ATTEMPT) ? run.profiled(work) : work.run());
            }
            run.progress("round %d of %d".formatted(round, ROUNDS));
        }
        rounds.forEach((name, each) -> {
            run.detail("exchange.%s.rounds".formatted(name), each.details());
            run.report(Measure.of("exchange." + name, each.median(), "requests/s"));
            run.report(
                    Measure.of(
                            "exchange.%s.cpu".formatted(name), each.medianProductMicros(), "µs"));
        });
    }
}
