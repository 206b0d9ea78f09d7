package dev.hooklane.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests of which many may be refused. An instance makes whoever is refused often on one
 * connection wait longer each time, up to 1.6 s. EdgeIT tests that; here, it is passed by: after a
 * few refusals, the next request goes by a new connection. Any thread may use it.
 */
final class RefusedClient {
    /** The statuses that count as refusals. */
    private static final Set<Integer> REFUSED = Set.of(401, 403, 408, 413, 415, 429, 503);

    /** So many in a row cost nothing. */
    private static final int REFUSALS_MAX = 3;

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile HttpClient http = connected();

    private HttpClient connected() {
        return HttpClient.newBuilder().executor(threads).build();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        // Others may be sending by the client of before: it is left to end by itself.
        if (REFUSED.contains(response.statusCode())
                && refusals.incrementAndGet() % REFUSALS_MAX == 0) {
            http = connected();
        }
        return response;
    }
}
