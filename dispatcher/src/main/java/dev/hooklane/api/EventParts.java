package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.EventReader;
import dev.hooklane.lookup.EventLookup;
import dev.hooklane.published.PublishedEvents;
import dev.hooklane.published.RejectedRecords;

/**
 * The events: how to publish them, where to find those that were, and the types that there are.
 *
 * @param followed the same, for those who watch what is published
 * @param typeLog changes the catalogue
 */
record EventParts(
        EventPublishing publishing,
        PublishedEvents published,
        FollowedEvents followed,
        RejectedRecords rejected,
        Catalogue catalogue,
        EventTypeLog typeLog) {
    static EventParts of(Connections kafka, EventLookup lookup, ControlPlane.Shared shared) {
        Catalogue catalogue = shared.catalogue().index();
        Erasures erasures = shared.erasures().index();
        PublishedEvents published = new PublishedEvents(lookup, catalogue, erasures);
        return new EventParts(
                new EventPublishing(kafka.producer(), lookup, shared.tracing()),
                published,
                new FollowedEvents(
                        published::tail,
                        published::follow,
                        System::nanoTime,
                        shared.rest().prometheus().looks()),
                new RejectedRecords(
                        kafka.consumers(),
                        kafka.topics().rejected(),
                        new EventReader(catalogue),
                        erasures),
                catalogue,
                new EventTypeLog(
                        kafka.producer(),
                        shared.catalogue().followed(),
                        kafka.topics().eventTypes()));
    }
}
