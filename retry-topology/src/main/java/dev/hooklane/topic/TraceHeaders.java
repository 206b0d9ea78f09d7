package dev.hooklane.topic;

import dev.hooklane.delivery.DeliveryRecords;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * The W3C trace context of an event's record, passed on unless a tracing library would reject it.
 */
public final class TraceHeaders {
    /**
     * The length that W3C Trace Context requires for {@code tracestate}; longer ones may be
     * dropped.
     */
    private static final int CHARS_MAX = 512;

    private TraceHeaders() {}

    public static Optional<String> parent(Headers headers) {
        return read(headers, DeliveryRecords.TRACEPARENT_HEADER);
    }

    public static Optional<String> state(Headers headers) {
        return read(headers, DeliveryRecords.TRACESTATE_HEADER);
    }

    private static Optional<String> read(Headers headers, String name) {
        return DeliveryRecords.optional(headers, name)
                // The tracing extension of CloudEvents, in binary mode.
                .or(() -> DeliveryRecords.optional(headers, "ce_" + name))
                .filter(value -> value.length() <= CHARS_MAX && printable(value));
    }

    private static boolean printable(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
