package dev.hooklane.published;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventReading;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of the events topic that is some account's.
 *
 * @param publishedAt when the broker appended it
 * @param reading the event, or why it is none
 * @param once whether repeats of the event are left out
 * @param onlyFor the one endpoint that a test is for
 */
public record PublishedRecord(
        AccountId account,
        Instant publishedAt,
        SourceEvent.Origin origin,
        EventReading reading,
        boolean once,
        Optional<EndpointId> onlyFor) {}
