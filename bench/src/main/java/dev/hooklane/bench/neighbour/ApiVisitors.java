package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.attacker.TenantKeys;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/** Accounts that use the API as they should: below their quotas, by a schedule. */
final class ApiVisitors implements AutoCloseable {
    /** Below the default quota of 50. */
    private static final int CALLS_A_SECOND = 40;

    private static final int DIGITS = 3;
    private static final List<String> PATHS = List.of("/v1/endpoints", "/v1/deliveries?limit=10");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI api;
    private final String operatorKey;
    private final List<String> keys = new ArrayList<>();

    ApiVisitors(int port, String operatorKey) {
        this.api = URI.create("http://127.0.0.1:" + port);
        this.operatorKey = operatorKey;
    }

    /** Adds a visitor for an account. */
    void add(String account) {
        keys.add(keyFor(account, "account"));
    }

    /** Returns new keys for an account. */
    TenantKeys keysFor(String account) {
        return new TenantKeys(keyFor(account, "account"), keyFor(account, "publisher"));
    }

    private String keyFor(String account, String role) {
        String body =
                "{\"name\":\"bench\",\"role\":\"%s\",\"account\":\"%s\"}".formatted(role, account);
        HttpResponse<String> answer =
                send(
                        request("/v1/keys", operatorKey)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build());
        if (answer.statusCode() != 201) {
            throw new BenchmarkFailedException("a key was refused: " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).path("key").asString();
    }

    /**
     * Makes calls for this long, and completes with their latencies. Each counts from when it
     * should have been made. Fails if one is not answered 200.
     */
    CompletableFuture<Latencies> visit(Duration unmeasured, Duration measured) {
        Histogram latencies = new ConcurrentHistogram(DIGITS);
        List<CompletableFuture<Void>> visits =
                keys.stream()
                        .map(key ->
                                CompletableFuture.runAsync(
                                        () -> visit(key, unmeasured, measured, latencies), threads))
                        .toList();
        return CompletableFuture.allOf(visits.toArray(CompletableFuture[]::new))
                .thenApply(_ -> new Latencies(latencies));
    }

    private void visit(String key, Duration unmeasured, Duration measured, Histogram latencies) {
        long interval = Duration.ofSeconds(1).dividedBy(CALLS_A_SECOND).toNanos();
        long start = System.nanoTime();
        long from = start + unmeasured.toNanos();
        long end = from + measured.toNanos();
        int n = 0;
        for (long time = start; time < end; time += interval) {
            OpenLoop.awaitTime(System::nanoTime, time);
            HttpResponse<String> answer = send(request(PATHS.get(n++ % PATHS.size()), key).build());
            if (answer.statusCode() != 200) {
                throw new BenchmarkFailedException(
                        "a well-behaved account was answered %d: %s"
                                .formatted(answer.statusCode(), answer.body()));
            }
            if (time >= from) {
                latencies.recordValue(System.nanoTime() - time);
            }
        }
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new BenchmarkFailedException("%s failed: %s".formatted(request, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted");
        }
    }

    @Override
    public void close() {
        threads.close();
        client.close();
    }
}
