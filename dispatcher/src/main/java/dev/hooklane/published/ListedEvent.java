package dev.hooklane.published;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as a list shows it.
 *
 * @param timestamp when it happened
 * @param publishedAt when the broker appended it
 * @param once whether repeats of it are left out
 * @param repeatOf where it was published before, so that it was not fanned out again; also empty if
 *     that is too far back to have been scanned
 */
public record ListedEvent(
        EventId id,
        EventType type,
        AccountId account,
        Instant timestamp,
        Instant publishedAt,
        SourceEvent.Origin origin,
        int payloadBytes,
        boolean once,
        Optional<SourceEvent.Origin> repeatOf) {
    ListedEvent repeating(SourceEvent.Origin first) {
        return new ListedEvent(
                id,
                type,
                account,
                timestamp,
                publishedAt,
                origin,
                payloadBytes,
                once,
                Optional.of(first));
    }
}
