package dev.hooklane.console.rejected;

import java.util.List;

/**
 * A page of rejected records.
 *
 * @param source the only source; empty for any origin
 * @param from a time in UTC, in the format of a browser's time field; empty for any
 * @param until the same
 * @param refused why the API refuses to list these; empty if it does not
 * @param filtered whether a filter is set
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record RejectedList(
        List<RejectedRow> rows,
        List<Choice> reasons,
        String source,
        String from,
        String until,
        String refused,
        boolean filtered,
        String first,
        String next) {
    public RejectedList {
        rows = List.copyOf(rows);
        reasons = List.copyOf(reasons);
    }

    /** A reason to choose. */
    public record Choice(String value, String label, boolean chosen) {}
}
