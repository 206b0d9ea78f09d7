package dev.hooklane.console.endpoint;

import dev.hooklane.console.page.EventGroups;

/**
 * An event type as the API describes it.
 *
 * @param example its data, as JSON
 */
record CatalogueEntry(String name, String description, String example) {
    /** Returns the part of the name before the dot; empty if it has none. */
    String group() {
        return EventGroups.of(name);
    }
}
