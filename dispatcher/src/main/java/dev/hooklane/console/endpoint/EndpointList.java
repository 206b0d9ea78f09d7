package dev.hooklane.console.endpoint;

import java.util.List;

/**
 * A page of endpoints.
 *
 * @param mayAdd whether the visitor may add one
 * @param filtered whether only those in one state are shown
 * @param state the state that is shown; empty for all
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 * @param live path of the stream of updates
 */
public record EndpointList(
        List<EndpointRow> rows,
        boolean mayAdd,
        boolean filtered,
        String state,
        String first,
        String next,
        String live) {
    public EndpointList {
        rows = List.copyOf(rows);
    }
}
