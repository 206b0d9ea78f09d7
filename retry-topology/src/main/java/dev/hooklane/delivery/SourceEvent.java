package dev.hooklane.delivery;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * The event that a delivery delivers, without its payload.
 *
 * @param publishedAt when the broker appended it to the events topic
 * @param origin where on the events topic it stands, so that its payload can be read again
 * @param traceparent W3C trace context, passed on as it came
 * @param tracestate likewise
 */
public record SourceEvent(
        EventId id,
        EventType type,
        AccountId account,
        Instant publishedAt,
        Origin origin,
        Optional<String> traceparent,
        Optional<String> tracestate) {

    /** The same event, whose trace goes on from there. */
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
         * The origin that {@link #toString} wrote.
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
