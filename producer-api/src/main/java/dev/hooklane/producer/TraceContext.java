package dev.hooklane.producer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The W3C trace context of the publishing service, which Hooklane passes on to the endpoint.
 *
 * @param traceparent such as {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}
 * @param tracestate the vendors' part, 1 to 512 printable ASCII characters
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record TraceContext(String traceparent, Optional<String> tracestate) {
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Later versions may add fields; version ff and ids of zeros are invalid. */
    private static final Pattern RECEIVED =
            Pattern.compile(
                    "(?:00(?=.{53}$)|(?!00|ff)[0-9a-f]{2})"
                            + "-(?<ids>(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16})"
                            + "-(?<flags>[0-9a-f]{2})(?:-.*)?");

    private static final Pattern TRACESTATE = Pattern.compile("[ -~]{1,512}");

    /**
     * @throws IllegalArgumentException if {@code traceparent} or {@code tracestate} has another
     *     form
     */
    public TraceContext {
        if (!TRACEPARENT.matcher(traceparent).matches()) {
            throw new IllegalArgumentException(
                    "traceparent of %d characters is not 00-<32 hex>-<16 hex>-<2 hex> in lower case"
                            .formatted(traceparent.length()));
        }
        tracestate.ifPresent(state -> {
            if (!TRACESTATE.matcher(state).matches()) {
                throw new IllegalArgumentException(
                        "tracestate of %d characters is not 1 to 512 printable ASCII characters"
                                .formatted(state.length()));
            }
        });
    }

    /**
     * Returns what a request came with, read as the specification says: a later version is
     * continued as version 00, and what has no valid {@code traceparent} has no trace. A {@code
     * tracestate} that can't be one is left out.
     */
    public static Optional<TraceContext> received(String traceparent, Optional<String> tracestate) {
        Matcher matcher = RECEIVED.matcher(traceparent);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        // Of the flags, only the one for sampling means the same in each version.
        int sampled = Integer.parseInt(matcher.group("flags"), 16) & 1;
        return Optional.of(
                new TraceContext(
                        traceparent.startsWith("00")
                                ? traceparent
                                : "00-%s-0%d".formatted(matcher.group("ids"), sampled),
                        tracestate.filter(state -> TRACESTATE.matcher(state).matches())));
    }

    /**
     * Returns a trace context without a vendors' part.
     *
     * @throws IllegalArgumentException if {@code traceparent} has another form
     */
    public static TraceContext of(String traceparent) {
        return new TraceContext(traceparent, Optional.empty());
    }

    /**
     * Returns a trace context with a vendors' part.
     *
     * @throws IllegalArgumentException if {@code traceparent} or {@code tracestate} has another
     *     form
     */
    public static TraceContext of(String traceparent, String tracestate) {
        return new TraceContext(traceparent, Optional.of(tracestate));
    }
}
