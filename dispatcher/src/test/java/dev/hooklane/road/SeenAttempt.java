package dev.hooklane.road;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.Payload;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request as the customer's server saw it. Any thread may use it. */
final class SeenAttempt {
    private final String path;
    private final String endpoint;
    private final Map<String, String> headers;
    private final Payload body;
    private final Instant at;
    private volatile @Nullable Answer answer;

    /** How and when it was answered. */
    record Answer(int status, Instant at) {}

    /**
     * @param headers by lower-case name
     * @param at when its body had been read
     */
    SeenAttempt(String path, Map<String, String> headers, Payload body, Instant at) {
        this.path = path;
        this.endpoint = path.substring(path.lastIndexOf('/') + 1);
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.at = at;
    }

    String path() {
        return path;
    }

    /** The trace context that it came with; empty if none did. */
    String traceparent() {
        return headers.getOrDefault("traceparent", "");
    }

    /** The endpoint, which is the last part of the path. */
    EndpointId endpoint() {
        return new EndpointId(endpoint);
    }

    boolean isTo(EndpointId id) {
        return endpoint.equals(id.value());
    }

    String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    String delivery() {
        return header("x-mga-delivery");
    }

    int attempt() {
        return Integer.parseInt(header("x-mga-attempt"));
    }

    String event() {
        return header("webhook-id");
    }

    Payload body() {
        return body;
    }

    Instant at() {
        return at;
    }

    /** Names the request apart from its repeats. */
    String key() {
        return delivery() + "#" + attempt();
    }

    /** Empty while it is open. */
    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    boolean succeeded() {
        return answer().map(given -> given.status() / 100 == 2).orElse(false);
    }

    void answered(Answer given) {
        answer = given;
    }

    @Override
    public String toString() {
        return "%s attempt %d at %s".formatted(delivery(), attempt(), at);
    }
}
