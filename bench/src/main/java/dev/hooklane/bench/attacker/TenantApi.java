package dev.hooklane.bench.attacker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The API, called with a tenant's keys. Any thread may use it. */
final class TenantApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI api;
    private final TenantKeys keys;
    private final AtomicInteger forbidden = new AtomicInteger();

    TenantApi(URI api, TenantKeys keys) {
        this.api = api;
        this.keys = keys;
    }

    URI uri() {
        return api;
    }

    /** Returns the key of the account itself. */
    String key() {
        return keys.account();
    }

    /** Returns how many calls the keys don't allow, which are no attack. */
    int forbidden() {
        return forbidden.get();
    }

    HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(api.resolve(path));
    }

    HttpRequest.Builder post(String path, String body) {
        return withBody("POST", path, body);
    }

    HttpRequest.Builder withBody(String method, String path, String body) {
        return HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
    }

    /** Makes a call, whatever its answer is. */
    void call(HttpRequest.Builder request) {
        var _ = send(request, keys.account());
    }

    /** Publishes events; returns false if they are not accepted. */
    boolean publish(String path, String body) {
        return !send(post(path, body), keys.publisher()).isMissingNode();
    }

    /** Returns the answer's content; of no kind if there was no answer, or it is no JSON. */
    JsonNode send(HttpRequest.Builder request) {
        return send(request, keys.account());
    }

    private JsonNode send(HttpRequest.Builder request, String key) {
        try {
            HttpResponse<String> answer =
                    client.send(
                            request.header("Authorization", "Bearer " + key)
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                forbidden.incrementAndGet();
            }
            return answer.statusCode() < 300 && !answer.body().isEmpty()
                    ? JsonMapper.shared().readTree(answer.body())
                    : MissingNode.getInstance();
        } catch (IOException e) {
            // Refused, or not answered in time.
            return MissingNode.getInstance();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
