package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API of one instance, as an operator uses it. */
final class RoadApi implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    RoadApi(int port) {
        base = URI.create("http://127.0.0.1:" + port);
    }

    /** Retries a dead letter by hand, once the API knows of all its attempts. */
    void retry(DeliveryId delivery, int attemptsSoFar) {
        Awaitility.await("the API knows of the dead letter")
                .untilAsserted(() -> {
                    JsonNode known = json(ask("GET", "/v1/deliveries/" + delivery));
                    assertThat(known.path("status").asString("")).isEqualTo("dead");
                    assertThat(known.path("attempts").size()).isEqualTo(attemptsSoFar);
                });
        HttpResponse<String> answer = ask("POST", "/v1/deliveries/%s/retry".formatted(delivery));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("attempt").asInt(0)).isEqualTo(attemptsSoFar + 1);
    }

    /** What the API tells, with 200. */
    JsonNode get(String path) {
        HttpResponse<String> answer = ask("GET", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    /**
     * What the API tells, if with 200.
     *
     * @param statuses get the status of the answer
     */
    Optional<JsonNode> get(String path, Set<Integer> statuses) {
        HttpResponse<String> answer = ask("GET", path);
        statuses.add(answer.statusCode());
        return answer.statusCode() == 200 ? Optional.of(json(answer)) : Optional.empty();
    }

    /** The status of the answer. */
    int status(String path) {
        return ask("GET", path).statusCode();
    }

    /** The parts of the instance that can't do their work, and why. */
    Map<String, String> notReady() {
        return json(ask("GET", "/health/ready"))
                .path("parts")
                .valueStream()
                .filter(part -> !part.path("ready").asBoolean(true))
                .collect(
                        Collectors.toMap(
                                part -> part.path("name").asString(),
                                part -> part.path("detail").asString("")));
    }

    /** What a part of the instance says of itself, ready or not. */
    String part(String name) {
        return json(ask("GET", "/health/ready"))
                .path("parts")
                .valueStream()
                .filter(part -> part.path("name").asString().equals(name))
                .map(part -> part.path("detail").asString(""))
                .findAny()
                .orElseThrow();
    }

    /** Has an account erased, or one event of it, and returns the erasure. */
    JsonNode erase(AccountId account, Optional<EventId> event) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("account", account.value());
        event.ifPresent(id -> body.put("event", id.value()));
        HttpResponse<String> answer = ask("POST", "/v1/erasures", body.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer);
    }

    /** Changes an endpoint. */
    void change(EndpointId endpoint, String body) {
        HttpResponse<String> answer = ask("PATCH", "/v1/endpoints/" + endpoint, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Sets the limits of an account, and returns them all. */
    String limit(AccountId account, String limits) {
        HttpResponse<String> answer =
                ask("PUT", "/v1/accounts/%s/quotas".formatted(account), limits);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Has deliveries replayed, and returns the replay's id. */
    String replay(EndpointId endpoint, String select, int ratePerSecond) {
        HttpResponse<String> answer =
                ask(
                        "POST",
                        "/v1/replays",
                        "{\"endpoint\":\"%s\",\"select\":%s,\"ratePerSecond\":%d}"
                                .formatted(endpoint, select, ratePerSecond));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).path("id").asString();
    }

    /** How many deliveries a replay would be about. */
    int count(EndpointId endpoint, String select) {
        HttpResponse<String> answer =
                ask(
                        "POST",
                        "/v1/replays",
                        "{\"endpoint\":\"%s\",\"select\":%s,\"dryRun\":true}"
                                .formatted(endpoint, select));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("matched").asInt();
    }

    /** Waits until the replay is done, and returns it. */
    JsonNode awaitReplayed(String replay) {
        Awaitility.await("the replay is done")
                .untilAsserted(() ->
                        assertThat(get("/v1/replays/" + replay).path("state").asString(""))
                                .isEqualTo("done"));
        return get("/v1/replays/" + replay);
    }

    /** Sends the endpoint a test, and returns what its first attempt came to. */
    JsonNode test(EndpointId endpoint) {
        HttpResponse<String> answer = ask("POST", "/v1/endpoints/%s/test".formatted(endpoint));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    /** The same with the example of an event type. */
    JsonNode test(EndpointId endpoint, String type) {
        HttpResponse<String> answer =
                ask(
                        "POST",
                        "/v1/endpoints/%s/test".formatted(endpoint),
                        "{\"type\":\"%s\"}".formatted(type));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    /** Publishes a body, as a request with that key. */
    void publish(String path, String key, String body) {
        HttpResponse<String> answer =
                send(
                        request(path)
                                .header("Idempotency-Key", key)
                                .POST(BodyPublishers.ofString(body))
                                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** Publishes an event, and returns the status of the answer. */
    int publish(String event) {
        return ask("POST", "/v1/events", event).statusCode();
    }

    /** Publishes a body, as a request that is a part of a trace. */
    void publishTraced(String path, String traceparent, String body) {
        HttpResponse<String> answer =
                send(
                        request(path)
                                .header("traceparent", traceparent)
                                .POST(BodyPublishers.ofString(body))
                                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** All that the instance's metrics say. */
    String scrape() {
        return ask("GET", "/metrics").body();
    }

    /** What a meter without tags says. */
    double meter(String name) {
        return scrape().lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> ask(String method, String path) {
        return ask(method, path, "");
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        return send(request(path).method(method, BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + RoadSettings.API_KEY);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
