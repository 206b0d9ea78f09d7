package dev.hooklane.bench.attacker;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Endpoints that a tenant makes for its attack, all for the same events. {@link #close} deletes
 * them, so that the calm after the attack is calm.
 */
final class OwnedEndpoints implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final TenantApi api;
    private final String account;
    private final List<String> ids;

    private OwnedEndpoints(TenantApi api, String account, List<String> ids) {
        this.api = api;
        this.account = account;
        this.ids = ids;
    }

    /** Makes the endpoints; those that the API refuses, again until the time is over. */
    static OwnedEndpoints make(
            TenantApi api, String account, List<URI> urls, BooleanSupplier runs) {
        List<Future<String>> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            urls.forEach(url -> made.add(threads.submit(() -> make(api, url, runs))));
        }
        return new OwnedEndpoints(
                api,
                account,
                made.stream().map(Future::resultNow).filter(id -> !id.isEmpty()).toList());
    }

    private static String make(TenantApi api, URI url, BooleanSupplier runs) {
        String id = make(api, url);
        while (id.isEmpty() && runs.getAsBoolean()) {
            pause(BETWEEN_LOOKS);
            id = make(api, url);
        }
        return id;
    }

    private static String make(TenantApi api, URI url) {
        return api.send(
                        api.post(
                                "/v1/endpoints",
                                "{\"url\":\"%s\",\"eventTypes\":[\"message.created\"]}"
                                        .formatted(url)))
                .path("id")
                .asString("");
    }

    /**
     * Returns one of them.
     *
     * @throws IllegalStateException if the API refused all of them until the time was over
     */
    String first() {
        if (ids.isEmpty()) {
            throw new IllegalStateException("the API refused all endpoints of " + account);
        }
        return ids.getFirst();
    }

    /** Publishes events for all of them until the time is over. */
    void publish(Duration between, BooleanSupplier runs) {
        publish(api, account, between, runs);
    }

    /** Publishes events for all endpoints of an account until the time is over. */
    static void publish(TenantApi api, String account, Duration between, BooleanSupplier runs) {
        while (runs.getAsBoolean()) {
            var _ = api.publish("/v1/events", event(account));
            pause(between);
        }
    }

    /**
     * Publishes these many events at once; if the API refuses them, again until the time is over.
     */
    void publish(int events, BooleanSupplier runs) {
        String batch =
                "{\"events\":[%s]}"
                        .formatted(String.join(",", Collections.nCopies(events, event(account))));
        while (!api.publish("/v1/events/batch", batch) && runs.getAsBoolean()) {
            pause(BETWEEN_LOOKS);
        }
    }

    /** Pauses or enables the first. */
    void setState(String state) {
        api.call(
                api.withBody(
                        "PATCH",
                        "/v1/endpoints/" + first(),
                        "{\"state\":\"%s\"}".formatted(state)));
    }

    /** Returns deliveries with this status, as soon as there are so many. */
    List<String> awaitDeliveries(String status, int count, BooleanSupplier runs) {
        List<String> found = List.of();
        while (runs.getAsBoolean() && found.size() < count) {
            pause(BETWEEN_LOOKS);
            found =
                    api.send(
                                    api.get(
                                            "/v1/deliveries?endpoint=%s&status=%s&limit=%d"
                                                    .formatted(first(), status, count)))
                            .path("deliveries")
                            .valueStream()
                            .map(OwnedEndpoints::id)
                            .toList();
        }
        return found;
    }

    private static String id(JsonNode delivery) {
        return delivery.path("id").asString("");
    }

    private static String event(String account) {
        return "{\"account\":\"%s\",\"type\":\"message.created\",\"data\":{}}".formatted(account);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ids.forEach(id ->
                    threads.execute(
                            () -> api.call(api.withBody("DELETE", "/v1/endpoints/" + id, ""))));
        }
    }
}
