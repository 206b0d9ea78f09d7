package dev.hooklane.console.endpoint;

import dev.hooklane.console.attempt.AttemptWords;
import dev.hooklane.console.attempt.Phase;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The result of a test.
 *
 * @param next path to ask for the result later; empty once it is known
 * @param detail why it failed; empty if the endpoint answered
 * @param response the body of the answer, as untrusted as any
 */
public record TestResult(
        String next,
        Badge outcome,
        String took,
        List<Phase> phases,
        String detail,
        String response,
        String headers) {
    public TestResult {
        phases = List.copyOf(phases);
    }

    /** Returns the result of a test that was sent and has no outcome yet. */
    static TestResult pending(String next) {
        return new TestResult(next, Badge.plain("Sent"), "", List.of(), "", "", "");
    }

    static TestResult of(JsonNode delivery) {
        List<JsonNode> attempts = delivery.path("attempts").valueStream().toList();
        JsonNode attempt = attempts.getLast();
        return new TestResult(
                "",
                AttemptWords.outcome(attempt),
                Texts.millis(attempt.path("durationMs").asLong()),
                AttemptWords.phases(attempt),
                attempt.path("detail").asString(""),
                attempt.path("response").asString(""),
                AttemptWords.headers(attempt));
    }
}
