package dev.hooklane.console.help;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * The latest attempt of a delivery.
 *
 * @param outcome as the API names it
 * @param status of the response; 0 if there was none
 * @param detail why there was no response; empty if there was one
 * @param askedToWait whether the answer had {@code Retry-After}
 */
record SeenAttempt(Instant at, String outcome, int status, String detail, boolean askedToWait) {
    static SeenAttempt of(JsonNode json) {
        return new SeenAttempt(
                Instant.parse(json.path("startedAt").asString()),
                json.path("outcome").asString(),
                json.path("status").asInt(0),
                json.path("detail").asString(""),
                json.has("retryAfterSeconds"));
    }

    boolean succeeded() {
        return outcome.equals("success");
    }

    /** Reports whether the server rejected the request as not genuine (401 or 403). */
    boolean refused() {
        return status == 401 || status == 403;
    }

    String words() {
        return status == 0 ? Advice.words(outcome) : "answered " + status;
    }
}
