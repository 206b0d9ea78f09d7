package dev.hooklane.e2e.receiver;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request that an endpoint got, and how that answered. Any thread may use it. */
public final class Request {
    private final String path;
    private final Map<String, String> headers;
    private final String body;
    private final Instant at;
    private volatile Optional<Answer> answer = Optional.empty();

    /**
     * How it was answered.
     *
     * @param at just before the answer's first byte left
     */
    public record Answer(int status, Instant at) {}

    /**
     * One that was not answered yet.
     *
     * @param headers by lower-case name
     * @param at when all of it was there
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

    /** Empty where there is none. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String event() {
        return header("webhook-id");
    }

    public String delivery() {
        return header("x-mga-delivery");
    }

    /** The attempt's number, 0 where it has none. */
    public int attempt() {
        String number = header("x-mga-attempt");
        return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
    }

    /** The same for all requests of one attempt. */
    public String key() {
        return delivery() + "#" + header("x-mga-attempt");
    }

    public boolean succeeded() {
        return answer.filter(given -> given.status() / 100 == 2).isPresent();
    }

    /** Without its body. */
    @Override
    public String toString() {
        return "%s of %s to %s at %s".formatted(key(), event(), path, at);
    }
}
