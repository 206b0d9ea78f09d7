package dev.hooklane.bench.neighbour;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** A customer with a valid key that makes as many calls of one kind as it can. */
enum HostileTenant {
    CALLS {
        @Override
        HttpRequest.Builder request(URI api, long n) {
            return HttpRequest.newBuilder(api.resolve("/v1/endpoints"));
        }
    },
    /** Adds endpoints, until the quota and on. */
    NEW_ENDPOINTS {
        @Override
        HttpRequest.Builder request(URI api, long n) {
            return post(
                    api,
                    "/v1/endpoints",
                    "{\"account\":\"%s\",\"url\":\"https://example.com/%d\",\"eventTypes\":[\"*\"],\"description\":\"%s\"}"
                            .formatted(ACCOUNT, n, "x".repeat(200)));
        }
    },
    /** Looks up events that don't exist, for which the whole topic is searched. */
    LOOK_UPS {
        @Override
        HttpRequest.Builder request(URI api, long n) {
            return HttpRequest.newBuilder(api.resolve("/v1/events/evt_%016d".formatted(n)));
        }
    },
    DELIVERY_LISTS {
        @Override
        HttpRequest.Builder request(URI api, long n) {
            return HttpRequest.newBuilder(api.resolve("/v1/deliveries?limit=100"));
        }
    },
    /** Publishes events to an endpoint that hangs. */
    EVENTS {
        @Override
        HttpRequest.Builder request(URI api, long n) {
            return post(
                    api,
                    "/v1/events",
                    "{\"account\":\"%s\",\"type\":\"message.created\",\"data\":{\"text\":\"%s\"}}"
                            .formatted(ACCOUNT, "x".repeat(2_000)));
        }
    },
    /** Mints portal links. */
    PORTAL_LINKS {
        @Override
        HttpRequest.Builder request(URI api, long n) {
            return post(api, "/v1/portal-links", "{\"account\":\"%s\"}".formatted(ACCOUNT));
        }
    };

    /** The account of all of them; it has an endpoint that hangs. */
    static final String ACCOUNT = "hostile";

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Returns the n-th request, without its key. */
    abstract HttpRequest.Builder request(URI api, long n);

    private static HttpRequest.Builder post(URI api, String path, String body) {
        return HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** Makes calls until the time is over, whatever their answers are. */
    void attack(URI api, String key, BooleanSupplier runs) {
        try (HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                int first = i;
                threads.execute(() -> {
                    for (long n = first; runs.getAsBoolean(); n += AT_ONCE) {
                        call(client, request(api, n), key);
                    }
                });
            }
        }
    }

    private static void call(HttpClient client, HttpRequest.Builder request, String key) {
        try {
            var _ =
                    client.send(
                            request.header("Authorization", "Bearer " + key)
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.discarding());
        } catch (IOException e) {
            // Refused, or not answered in time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
