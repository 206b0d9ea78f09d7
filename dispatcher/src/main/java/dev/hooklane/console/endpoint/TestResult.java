package dev.hooklane.console.endpoint;

import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What came of a test.
 *
 * @param next path that tells later, while nothing is known; empty then
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
    private static final Map<String, String> PHASES =
            Map.of(
                    "lookup", "Look-up",
                    "connect", "Connection",
                    "tls", "TLS",
                    "request", "Request",
                    "response", "Waiting",
                    "body", "Response");

    public TestResult {
        phases = List.copyOf(phases);
    }

    /** A part of an attempt's time. */
    public record Phase(String name, String took) {}

    /** Sent, but nothing is known yet. */
    static TestResult pending(String next) {
        return new TestResult(next, Badge.plain("Sent"), "", List.of(), "", "", "");
    }

    static TestResult of(JsonNode delivery) {
        List<JsonNode> attempts = delivery.path("attempts").valueStream().toList();
        JsonNode attempt = attempts.getLast();
        StringBuilder headers = new StringBuilder();
        attempt.path("responseHeaders")
                .properties()
                .forEach(header ->
                        headers.append(header.getKey())
                                .append(": ")
                                .append(header.getValue().asString())
                                .append('\n'));
        return new TestResult(
                "",
                outcome(attempt),
                Texts.millis(attempt.path("durationMs").asLong()),
                phases(attempt.path("phasesMs")),
                attempt.path("detail").asString(""),
                attempt.path("response").asString(""),
                headers.toString());
    }

    private static Badge outcome(JsonNode attempt) {
        String status = attempt.path("status").asString("");
        String words =
                attempt.path("outcome").asString().replace('_', ' ').toLowerCase(Locale.ROOT);
        if (attempt.path("outcome").asString().equals("success")) {
            return Badge.good(status.isEmpty() ? "Success" : status);
        }
        return Badge.bad(status.isEmpty() ? words : status);
    }

    /** In the order in which they happened. */
    private static List<Phase> phases(JsonNode json) {
        return json.properties().stream()
                .map(phase ->
                        new Phase(
                                PHASES.getOrDefault(phase.getKey(), phase.getKey()),
                                String.format(Locale.ROOT, "%.1f ms", phase.getValue().asDouble())))
                .toList();
    }
}
