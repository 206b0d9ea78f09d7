package dev.hooklane.listener;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.http.ForeignAnswer;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server behind a stream answered to a request, or that it gave no answer. */
public sealed interface ListenerAnswer {
    /** As many headers are read as an endpoint's response may keep. */
    int HEADERS_MAX = 64;

    /** The server's response. */
    record Responded(ForeignAnswer response) implements ListenerAnswer {}

    /** There was no complete response. */
    record Failed(ErrorKind kind, String detail) implements ListenerAnswer {}

    /** Returns the outcome of the attempt. */
    default AttemptOutcome outcome(Instant now) {
        return switch (this) {
            case Responded(ForeignAnswer response) -> response.outcome(now);
            case Failed(ErrorKind kind, String detail) -> ForeignAnswer.none(kind, detail);
        };
    }

    /** Returns the response's headers that are kept. */
    default SortedMap<String, String> headers() {
        return switch (this) {
            case Responded(ForeignAnswer response) -> response.kept();
            case Failed _ -> Collections.emptySortedMap();
        };
    }

    /** Adds it to an object. */
    default void write(ObjectNode json) {
        switch (this) {
            case Responded(ForeignAnswer response) -> {
                json.put("status", response.status());
                ObjectNode headers = json.putObject("headers");
                response.headers().forEach(headers::put);
                json.put("body", response.body());
            }
            case Failed(ErrorKind kind, String detail) -> {
                json.put("error", kind.wireName());
                json.put("detail", detail);
            }
        }
    }

    /**
     * Reads it from an object; a long body is cut.
     *
     * @throws IllegalArgumentException if it is no answer
     */
    static ListenerAnswer read(JsonNode json) {
        return json.has("error") ? failed(json) : responded(json);
    }

    private static ListenerAnswer failed(JsonNode json) {
        ErrorKind kind = ErrorKind.ofWireName(json.path("error").asString(""));
        return switch (kind) {
            case CONNECT, CONNECTION_LOST, TIMEOUT, TLS, NAME_LOOKUP, INVALID_RESPONSE ->
                    new Failed(kind, json.path("detail").asString(""));
            case FORBIDDEN_ADDRESS, TOKEN ->
                    throw new IllegalArgumentException(
                            "error '%s' is not one of a listener".formatted(kind.wireName()));
        };
    }

    private static ListenerAnswer responded(JsonNode json) {
        JsonNode status = json.path("status");
        if (!status.isIntegralNumber() || status.asInt(0) < 200 || status.asInt(0) > 599) {
            throw new IllegalArgumentException("status is not a number from 200 to 599");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers").properties().stream()
                .limit(HEADERS_MAX)
                .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
        String body = json.path("body").asString("");
        return new Responded(
                new ForeignAnswer(
                        status.asInt(),
                        headers,
                        body.substring(0, Math.min(body.length(), AttemptOutcome.RESPONSE_MAX))));
    }
}
