package dev.hooklane.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    private final AtomicInteger refusals = new AtomicInteger();
    private volatile HttpClient http = HttpClient.newHttpClient();

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (REFUSED.contains(response.statusCode())
                && refusals.incrementAndGet() % REFUSALS_MAX == 0) {
            connectAnew();
        }
        return response;
    }

    /** Another thread may be about to send by the client of before, which ends a little later. */
    private void connectAnew() {
        HttpClient before = http;
        http = HttpClient.newHttpClient();
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Thread::startVirtualThread)
                .execute(before::close);
    }
}
