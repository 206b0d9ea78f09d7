package dev.hooklane.console.endpoint;

/**
 * An event type as the API describes it.
 *
 * @param example its data, as JSON
 */
record CatalogueEntry(String name, String description, String example) {
    /** Returns the part of the name before the dot. */
    String group() {
        return name.substring(0, Math.max(0, name.indexOf('.')));
    }
}
