package dev.hooklane.e2e.receiver;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request that an endpoint received, and its answer. Any thread may use it. */
public final class Request {
    private final String path;
    private final Map<String, String> headers;
    private final String body;
    private final Instant at;
    private volatile Optional<Answer> answer = Optional.empty();

    /**
     * The answer to a request.
     *
     * @param at just before its first byte was sent
     */
    public record Answer(int status, Instant at) {}

    /**
     * Creates a request that is not answered yet.
     *
     * @param headers by lower-case name
     * @param at when it was complete
     */
    public Request(String path, Map<String, String> headers, String body, Instant at) {
        this.path = path;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.at = at;
    }

    public void answered(Answer given) {
        answer = Optional.of(given);
    }

    public String path() {
        return path;
    }

    public String body() {
        return body;
    }

    public Instant at() {
        return at;
    }

    public Optional<Answer> answer() {
        return answer;
    }

    /** Returns the header; empty if it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String event() {
        return header("webhook-id");
    }

    public String delivery() {
        return header("x-mga-delivery");
    }

    /** Returns the attempt's number; 0 if it is missing. */
    public int attempt() {
        String number = header("x-mga-attempt");
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
    }

    /** Returns a key that all requests of one attempt share. */
    public String key() {
        return delivery() + "#" + header("x-mga-attempt");
    }

    public boolean succeeded() {
        return answer.filter(given -> given.status() / 100 == 2).isPresent();
    }

    /** Leaves out the body. */
    @Override
    public String toString() {
        return "%s of %s to %s at %s".formatted(key(), event(), path, at);
    }
}
