package dev.hooklane.command;

import dev.hooklane.client.TypedRateLimit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.node.ObjectNode;

/** The flags for an endpoint's settings; a flag that is missing leaves the default. */
final class EndpointSettingsOptions {
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "The time limit of one attempt, such as 5s; at least 1s, at most what the"
                            + " server allows.")
    private @Nullable String timeout;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            description = "The maximum number of requests at the same time.")
    private @Nullable Integer maxInFlight;

    @Option(
            names = "--rate-limit",
            paramLabel = "PER-SECOND/BURST",
            description =
                    "Requests per second, and how many may come at once: 10/20, or 0.5/1 for one"
                            + " every two seconds.")
    private @Nullable String rateLimit;

    @Option(
            names = "--ordered",
            description =
                    "One request at a time, in order. While one is retried, later events wait,"
                            + " possibly for hours.")
    private boolean ordered;

    @Option(
            names = "--signature",
            paramLabel = "KIND",
            description =
                    "How requests are signed: hmac, or ed25519 for a signature by a key pair too.")
    private @Nullable String signature;

    @Option(
            names = "--schedule",
            paramLabel = "WAIT",
            split = ",",
            description =
                    "A shorter retry schedule: 0s and some of the server's retry waits, such as"
                            + " 0s,5m,2h.")
    private List<String> schedule = List.of();

    /** Adds the given settings to the body of the request that creates the endpoint. */
    void addTo(ObjectNode body, CommandLine command) {
        if (timeout != null) {
            body.put("timeout", timeout);
        }
        if (maxInFlight != null) {
            body.put("maxInFlight", maxInFlight);
        }
        if (rateLimit != null) {
            rateLimit(rateLimit, command).addTo(body);
        }
        if (signature != null) {
            body.put("signature", signature);
        }
        if (ordered) {
            body.put("ordered", true);
        }
        if (!schedule.isEmpty()) {
            schedule.forEach(body.putArray("schedule")::add);
        }
    }

    private static TypedRateLimit rateLimit(String typed, CommandLine command) {
        int slash = typed.indexOf('/');
        return Optional.of(typed)
                .filter(_ -> slash >= 0)
                .flatMap(text ->
                        TypedRateLimit.parse(text.substring(0, slash), text.substring(slash + 1)))
                .orElseThrow(() ->
                        new ParameterException(
                                command,
                                "rate limit '%s' is not PER-SECOND/BURST such as 10/20"
                                        .formatted(typed)));
    }
}
