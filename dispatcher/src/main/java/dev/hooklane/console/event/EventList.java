package dev.hooklane.console.event;

import java.util.List;

/**
 * A page of events.
 *
 * @param type the type that is shown; empty for all
 * @param from a time in UTC, in the format of a browser's time field
 * @param until the same
 * @param refused why the API refuses to list these; empty if it does not
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 * @param live path of the stream of updates; empty unless new events may appear
 */
public record EventList(
        String type,
        String from,
        String until,
        String refused,
        List<EventRow> rows,
        String first,
        String next,
        String live) {
    public EventList {
        rows = List.copyOf(rows);
    }

    /** Reports whether some are hidden by the filter. */
    public boolean filtered() {
        return !(type + from + until).isEmpty();
    }
}
