package dev.hooklane.published;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReading;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of the events topic that belongs to an account.
 *
 * @param publishedAt when the broker appended it
 * @param event the event, of whatever type, if the record is one
 * @param rejected why it is not accepted, by the current catalogue
 * @param once whether repeats of the event are left out
 * @param onlyFor the one endpoint that a test is for
 */
public record PublishedRecord(
        AccountId account,
        Instant publishedAt,
        SourceEvent.Origin origin,
        Optional<Event> event,
        Optional<EventReading.Rejected> rejected,
        boolean once,
        Optional<EndpointId> onlyFor) {}
