package dev.hooklane.console.event;

import java.util.List;

/**
 * A page of events.
 *
 * @param type which are shown; empty for all
 * @param from a time in UTC, as fields for times have it
 * @param until the same
 * @param refused why the API does not list these; empty if it does
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record EventList(
        String type,
        String from,
        String until,
        String refused,
        List<EventRow> rows,
        String first,
        String next) {
    public EventList {
        rows = List.copyOf(rows);
    }

    /** Whether not all are shown. */
    public boolean filtered() {
        return !(type + from + until).isEmpty();
    }
}
