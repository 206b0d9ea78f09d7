package dev.hooklane.bench.road;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The ceiling: OkHttp alone, which posts the same body from one virtual thread per endpoint. Each
 * thread waits for its answer before it sends the next request. Nothing is consumed, signed or
 * recorded.
 */
final class BareOkHttp implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final List<Request> requests;

    /**
     * @param endpoints to post to; each has one request in flight
     */
    BareOkHttp(List<URI> endpoints, byte[] body) {
        client =
                new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectionPool(new ConnectionPool(endpoints.size(), 1, TimeUnit.MINUTES))
                        .followRedirects(false)
                        .retryOnConnectionFailure(false)
                        .build();
        requests =
                endpoints.stream()
                        .map(url ->
                                new Request.Builder()
                                        .url(url.toString())
                                        .post(RequestBody.create(body, JSON))
                                        .build())
                        .toList();
    }

    /** Posts as fast as possible for this long. */
    void run(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> posting =
                    requests.stream()
                            .<Callable<Void>>map(request -> () -> post(request, end))
                            .toList();
            for (Future<Void> posted : threads.invokeAll(posting)) {
                posted.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("a bare OkHttp request failed: " + e.getCause());
        }
    }

    private Void post(Request request, long end) throws IOException {
        while (System.nanoTime() < end) {
            try (Response response = client.newCall(request).execute()) {
                response.body().bytes();
            }
        }
        return null;
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
