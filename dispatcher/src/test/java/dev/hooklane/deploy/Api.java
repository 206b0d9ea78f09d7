package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API of one instance, as an operator uses it for the account {@code acme}. */
final class Api {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Api(int port) {
        this.port = port;
    }

    /** What it answers, with that status. */
    JsonNode call(String method, String path, String body, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + SecuredCluster.API_KEY)
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Makes an endpoint, and returns its id. */
    String addEndpoint(String url, String type) throws IOException, InterruptedException {
        return call(
                        "POST",
                        "/v1/endpoints",
                        "{\"account\":\"acme\",\"url\":\"%s\",\"eventTypes\":[\"%s\"]}"
                                .formatted(url, type),
                        201)
                .path("id")
                .asString();
    }

    /** Publishes an event under an id of its own, so that it is delivered once. */
    void publishOnce(String id) throws IOException, InterruptedException {
        call(
                "POST",
                "/v1/events",
                "{\"account\":\"acme\",\"id\":\"%s\",\"type\":\"message.updated\",\"data\":{}}"
                        .formatted(id),
                202);
    }

    /** The id of a delivery of that endpoint that is like that. */
    Optional<String> delivery(String endpoint, String status)
            throws IOException, InterruptedException {
        String path = "/v1/deliveries?endpoint=%s&status=%s".formatted(endpoint, status);
        JsonNode first = call("GET", path, "", 200).path("deliveries").path(0).path("id");
        return first.isString() ? Optional.of(first.asString()) : Optional.empty();
    }

    void awaitDelivery(String endpoint, String status) {
        Awaitility.await("a %s delivery of %s".formatted(status, endpoint))
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> delivery(endpoint, status).isPresent());
    }

    void awaitDelivered(String event) {
        Awaitility.await(event + " is delivered")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        call("GET", "/v1/deliveries?status=delivered&event=" + event, "", 200)
                                        .path("deliveries")
                                        .size()
                                == 1);
    }

    /** The value of the line of {@code /metrics} that begins so; 0 if there is none. */
    double metric(String beginning) throws IOException, InterruptedException {
        HttpResponse<String> metrics =
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString());
        return metrics.body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(beginning.length())))
                .sum();
    }

    /** Erases the account, and waits until that is done. */
    void erase() throws IOException, InterruptedException {
        String id =
                call("POST", "/v1/erasures", "{\"account\":\"acme\"}", 202).path("id").asString();
        Awaitility.await("the erasure is done")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        call("GET", "/v1/erasures/" + id, "", 200)
                                .path("state")
                                .asString()
                                .equals("done"));
    }
}
