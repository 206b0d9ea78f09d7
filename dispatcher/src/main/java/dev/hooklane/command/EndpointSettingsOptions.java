package dev.hooklane.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.node.ObjectNode;

/** The flags for an endpoint's settings; a flag that is missing leaves the default. */
final class EndpointSettingsOptions {
    private static final Pattern RATE_LIMIT =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)/(\\d{1,9})");

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "How long one attempt may take, such as 5s; 1s to what the server allows.")
    private @Nullable String timeout;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            description = "How many requests it gets at the same time, at most.")
    private @Nullable Integer maxInFlight;

    @Option(
            names = "--rate-limit",
            paramLabel = "PER-SECOND/BURST",
            description =
                    "Requests a second, and how many may come at once: 10/20. Less than one a second is 0.5/1.")
    private @Nullable String rateLimit;

    @Option(
            names = "--ordered",
            description =
                    "One request at a time; later events wait behind one that is retried, for hours if need be.")
    private boolean ordered;

    @Option(
            names = "--schedule",
            paramLabel = "WAIT",
            split = ",",
            description =
                    "Fewer attempts: 0s and some of the server's retry waits, such as 0s,5m,2h.")
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
            Matcher parts = RATE_LIMIT.matcher(rateLimit);
            if (!parts.matches()) {
                throw new ParameterException(
                        command,
                        "rate limit '%s' is not PER-SECOND/BURST such as 10/20"
                                .formatted(rateLimit));
            }
            body.putObject("rateLimit")
                    .put("perSecond", Double.parseDouble(parts.group(1)))
                    .put("burst", Integer.parseInt(parts.group(2)));
        }
        if (ordered) {
            body.put("ordered", true);
        }
        if (!schedule.isEmpty()) {
            schedule.forEach(body.putArray("schedule")::add);
        }
    }
}
