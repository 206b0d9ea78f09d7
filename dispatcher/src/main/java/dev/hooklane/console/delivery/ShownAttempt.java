package dev.hooklane.console.delivery;

import dev.hooklane.console.attempt.AttemptWords;
import dev.hooklane.console.attempt.Phase;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An attempt in full.
 *
 * @param open whether it is shown expanded
 * @param detail why there was no answer; empty if there was one
 * @param retryAfter the wait that the answer asked for; empty if none
 * @param waited why it was made later than scheduled; empty if it was not
 * @param response the body of the answer, as untrusted as its headers
 * @param sent the headers of the request
 */
public record ShownAttempt(
        int number,
        boolean open,
        Instant at,
        Badge outcome,
        String took,
        List<Phase> phases,
        String detail,
        String retryAfter,
        String waited,
        String response,
        String headers,
        List<SentHeaders.Header> sent) {
    public ShownAttempt {
        phases = List.copyOf(phases);
        sent = List.copyOf(sent);
    }

    static ShownAttempt of(JsonNode json, boolean open, List<SentHeaders.Header> sent) {
        return new ShownAttempt(
                json.path("number").asInt(),
                open,
                Instant.parse(json.path("startedAt").asString()),
                AttemptWords.outcome(json),
                Texts.millis(json.path("durationMs").asLong()),
                AttemptWords.phases(json),
                json.path("detail").asString(""),
                json.has("retryAfterSeconds")
                        ? Texts.count(json.path("retryAfterSeconds").asLong(), "second")
                        : "",
                json.has("waited") ? AttemptWords.wait(json.path("waited")) : "",
                json.path("response").asString(""),
                AttemptWords.headers(json),
                sent);
    }
}
