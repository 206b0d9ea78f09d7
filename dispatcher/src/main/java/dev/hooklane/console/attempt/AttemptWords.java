package dev.hooklane.console.attempt;

import dev.hooklane.console.view.Badge;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Words for people about the API's attempts. */
public final class AttemptWords {
    private static final Map<String, String> PHASES =
            Map.of(
                    "lookup", "Look-up",
                    "connect", "Connection",
                    "tls", "TLS",
                    "request", "Request",
                    "response", "Waiting",
                    "body", "Response");

    private AttemptWords() {}

    /** Returns the outcome: the status, or why there was none. */
    public static Badge outcome(JsonNode attempt) {
        String status = attempt.path("status").asString("");
        String outcome = attempt.path("outcome").asString("");
        if (outcome.equals("success")) {
            return Badge.good(status.isEmpty() ? "Success" : status);
        }
        return Badge.bad(status.isEmpty() ? error(outcome) : status);
    }

    private static String error(String kind) {
        return switch (kind) {
            case "timeout" -> "Timed out";
            case "name_lookup" -> "Host not found";
            case "forbidden_address" -> "Address not allowed";
            case "connect" -> "No connection";
            case "tls" -> "TLS failed";
            case "connection_lost" -> "Connection lost";
            case "invalid_response" -> "Not HTTP";
            case "token" -> "No token";
            default -> kind.replace('_', ' ').toLowerCase(Locale.ROOT);
        };
    }

    /** Returns why an attempt was made later than scheduled, and since when it could have been. */
    public static String wait(JsonNode waited) {
        return "since %s, because %s"
                .formatted(
                        waited.path("since").asString(""),
                        waitReason(waited.path("for").asString("")));
    }

    /** Returns why a delivery was parked: "it was parked because …". */
    public static String waitReason(String reason) {
        return switch (reason) {
            case "target_busy" -> "its host had as many requests as one host gets at a time";
            case "lane_full", "slow_share" -> "its webhook had more to do than it could take";
            case "rate_limit" -> "of its webhook's rate limit";
            case "retry_after" -> "its webhook had asked for a pause";
            case "breaker_open" -> "its webhook did not answer";
            case "order" -> "an earlier event was not delivered yet";
            default -> "of trouble on the sending side (" + reason.replace('_', ' ') + ")";
        };
    }

    /** Returns how the attempt spent its time, phase by phase in order. */
    public static List<Phase> phases(JsonNode attempt) {
        return attempt.path("phasesMs").properties().stream()
                .map(phase ->
                        new Phase(
                                PHASES.getOrDefault(phase.getKey(), phase.getKey()),
                                String.format(Locale.ROOT, "%.1f ms", phase.getValue().asDouble())))
                .toList();
    }

    /** Returns the response headers, one per line. */
    public static String headers(JsonNode attempt) {
        return attempt.path("responseHeaders").properties().stream()
                .map(header -> header.getKey() + ": " + header.getValue().asString() + "\n")
                .collect(Collectors.joining());
    }
}
