package dev.hooklane.delivery;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * The event of a delivery, without its payload.
 *
 * @param publishedAt when the broker appended it to the events topic
 * @param origin its place on the events topic, from which its payload can be read again
 * @param traceparent the W3C trace context, passed on unchanged
 * @param tracestate the W3C trace state, passed on unchanged
 */
public record SourceEvent(
        EventId id,
        EventType type,
        AccountId account,
        Instant publishedAt,
        Origin origin,
        Optional<String> traceparent,
        Optional<String> tracestate) {

    /** Returns this event with a trace that continues from {@code parent}. */
    public SourceEvent traced(Optional<String> parent, Optional<String> state) {
        return new SourceEvent(id, type, account, publishedAt, origin, parent, state);
    }

    /** A record's place on the events topic. */
    public record Origin(int partition, long offset) {
        @Override
        public String toString() {
            return partition + "@" + offset;
        }

        /**
         * Parses what {@link #toString} wrote.
         *
         * @throws IllegalArgumentException if the text is not {@code <partition>@<offset>}
         */
        public static Origin parse(String text) {
            int at = text.indexOf('@');
            if (at < 1) {
                throw new IllegalArgumentException(
                        "origin '%s' is not <partition>@<offset>".formatted(text));
            }
            return new Origin(
                    Integer.parseInt(text.substring(0, at)),
                    Long.parseLong(text.substring(at + 1)));
        }
    }
}
