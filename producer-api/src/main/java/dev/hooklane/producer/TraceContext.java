package dev.hooklane.producer;

import java.util.Optional;
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
    private static final Pattern TRACESTATE = Pattern.compile("[ -~]{1,512}");

    /**
     * @throws IllegalArgumentException if {@code traceparent} or {@code tracestate} has another
     *     form
     */
    public TraceContext {
        if (!isTraceparent(traceparent)) {
            throw new IllegalArgumentException(
                    "traceparent of %d characters is not 00-<32 hex>-<16 hex>-<2 hex> in lower case"
                            .formatted(traceparent.length()));
        }
        tracestate.ifPresent(state -> {
            if (!isTracestate(state)) {
                throw new IllegalArgumentException(
                        "tracestate of %d characters is not 1 to 512 printable ASCII characters"
                                .formatted(state.length()));
            }
        });
    }

    /** Reports whether the text has the form of a {@code traceparent} of version 00. */
    public static boolean isTraceparent(String text) {
        return TRACEPARENT.matcher(text).matches();
    }

    /** Reports whether the text may be a {@code tracestate}. */
    public static boolean isTracestate(String text) {
        return TRACESTATE.matcher(text).matches();
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
