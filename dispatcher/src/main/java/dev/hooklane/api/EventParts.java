package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.published.PublishedEvents;
import dev.hooklane.published.RejectedRecords;

/**
 * The events: how to publish them, where to find those that were, and the types that there are.
 *
 * @param typeLog changes the catalogue
 */
record EventParts(
        EventPublishing publishing,
        PublishedEvents published,
        RejectedRecords rejected,
        Catalogue catalogue,
        EventTypeLog typeLog) {}
