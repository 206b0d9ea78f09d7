package dev.hooklane.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.measure.ThreadCpu;
import dev.hooklane.bench.scale.PastDeliveries.Known;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * How long the API takes to return 1,000,000 deliveries: lists with every parameter, one delivery,
 * one event with its payload. One caller after another, over HTTP.
 */
public final class HistoryBenchmark implements Benchmark {
    private static final int DELIVERIES = 1_000_000;
    private static final int ACCOUNTS = 10;
    private static final int WARM_UP = 60;
    private static final int REQUESTS = 300;
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String summary() {
        return "lists and look-ups over the API with 1,000,000 deliveries in the history";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(run.settings());
        settings.put("roles", "control-plane");
        settings.put("events.types", Population.eventTypes());
        Population population = new Population(ACCOUNTS);
        List<Endpoint> endpoints = population.endpoints().toList();
        try (Hooklane hooklane = Hooklane.prepare(settings, endpoints.stream());
                HttpClient client = HttpClient.newHttpClient()) {
            run.progress("writing %d deliveries".formatted(run.of(DELIVERIES)));
            Known known =
                    new PastDeliveries(hooklane, population, endpoints)
                            .write(run.of(DELIVERIES) / Population.FAN_OUT);
            run.progress("starting Hooklane, which reads them");
            long start = System.nanoTime();
            var _ = hooklane.startDispatcher();
            awaitAll(client, hooklane, known);
            double ready = (System.nanoTime() - start) / 1e9;
            Map<String, Supplier<String>> paths = paths(population, endpoints, known);
            for (int n = 0; n < WARM_UP; n++) {
                for (Supplier<String> path : paths.values()) {
                    get(client, hooklane, path.get());
                }
            }
            Histogram all = new Histogram(3);
            ThreadCpu cpu = new ThreadCpu();
            Map<String, Object> details = new LinkedHashMap<>();
            for (Map.Entry<String, Supplier<String>> path : paths.entrySet()) {
                Histogram nanos = run.profiled(() -> requests(client, hooklane, path.getValue()));
                all.add(nanos);
                Latencies latencies = new Latencies(nanos);
                details.put(path.getKey(), latencies.details());
                run.progress(
                        "%-28s p50 %6.2f ms, p99 %6.2f ms"
                                .formatted(
                                        path.getKey(), latencies.millis(50), latencies.millis(99)));
            }
            run.detail("history.requests", details);
            Latencies latencies = new Latencies(all);
            run.report(latencies.measure("history.p50", 50));
            run.report(latencies.measure("history.p99", 99).withBar(new Bar.AtMost(25)));
            run.report(
                    Measure.of(
                            "cpu.product.history", cpu.productMicros(all.getTotalCount()), "µs"));
            run.report(Measure.of("history.ready", ready, "s"));
        }
    }

    /** Returns the requests, each for another item every time. */
    private static Map<String, Supplier<String>> paths(
            Population population, List<Endpoint> endpoints, Known known) {
        SplittableRandom random = new SplittableRandom(2);
        Supplier<String> endpoint =
                () ->
                        "/v1/deliveries?endpoint="
                                + endpoints.get(random.nextInt(endpoints.size())).id();
        Supplier<String> account =
                () -> "/v1/deliveries?account=" + population.account(random.nextInt(ACCOUNTS));
        Supplier<String> type = () -> "&type=" + population.type(random.nextLong(1_000));
        Supplier<String> range =
                () -> {
                    Instant until = Instant.now().minusSeconds(random.nextInt(80_000));
                    return "&from=%s&until=%s".formatted(until.minusSeconds(3_600), until);
                };
        Map<String, Supplier<String>> paths = new LinkedHashMap<>();
        paths.put(
                "a delivery",
                () ->
                        "/v1/deliveries/"
                                + known.deliveries()
                                        .get(random.nextInt(known.deliveries().size())));
        paths.put(
                "an event",
                () -> "/v1/events/" + known.events().get(random.nextInt(known.events().size())));
        paths.put("endpoint", endpoint);
        paths.put("endpoint, status", () -> endpoint.get() + "&status=dead");
        paths.put("endpoint, status delivered", () -> endpoint.get() + "&status=delivered");
        paths.put("endpoint, type", () -> endpoint.get() + type.get());
        paths.put("endpoint, time", () -> endpoint.get() + range.get());
        paths.put("account", account);
        paths.put("account, status", () -> account.get() + "&status=waiting");
        paths.put("account, type", () -> account.get() + type.get());
        paths.put("account, type, status", () -> account.get() + type.get() + "&status=dead");
        paths.put("account, time", () -> account.get() + range.get());
        paths.put("status", () -> "/v1/deliveries?status=dead" + range.get());
        paths.put("status, type", () -> "/v1/deliveries?status=dead" + type.get());
        return paths;
    }

    /**
     * Returns when the API returns the last delivery of each partition, and therefore all of them.
     */
    private static void awaitAll(HttpClient client, Hooklane hooklane, Known known)
            throws InterruptedException {
        long deadline = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
        for (DeliveryId delivery : known.last()) {
            HttpRequest request = request(hooklane, "/v1/deliveries/" + delivery);
            while (send(client, request).statusCode() != 200) {
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkFailedException(
                            "the history was not read within " + CAUGHT_UP_WITHIN);
                }
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    /** Returns how long each of some requests took, in nanoseconds. */
    private static Histogram requests(HttpClient client, Hooklane hooklane, Supplier<String> path)
            throws InterruptedException {
        Histogram nanos = new Histogram(3);
        for (int n = 0; n < REQUESTS; n++) {
            nanos.recordValue(get(client, hooklane, path.get()));
        }
        return nanos;
    }

    /** Returns the duration in nanoseconds. */
    private static long get(HttpClient client, Hooklane hooklane, String path)
            throws InterruptedException {
        HttpRequest request = request(hooklane, path);
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = send(client, request);
        long nanos = System.nanoTime() - start;
        if (answer.statusCode() != 200) {
            throw new BenchmarkFailedException(
                    "%s was answered %d: %s"
                            .formatted(
                                    path, answer.statusCode(), new String(answer.body(), UTF_8)));
        }
        return nanos;
    }

    private static HttpRequest request(Hooklane hooklane, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(hooklane.apiPort(), path)))
                .header("Authorization", "Bearer " + hooklane.config().api().key())
                .timeout(TIMEOUT)
                .build();
    }

    private static HttpResponse<byte[]> send(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new BenchmarkFailedException(
                    "%s was not answered: %s".formatted(request.uri(), e));
        }
    }
}
