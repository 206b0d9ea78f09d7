package dev.hooklane.console.endpoint;

import dev.hooklane.console.view.Address;
import java.util.List;

/**
 * A page of endpoints.
 *
 * @param mayAdd whether the visitor may add one
 * @param filtered whether only some are shown
 * @param state the state that is shown; empty for all
 * @param search the text that is searched; empty for all
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 * @param live path of the stream of updates
 */
public record EndpointList(
        List<EndpointRow> rows,
        boolean mayAdd,
        boolean filtered,
        String state,
        String search,
        String first,
        String next,
        String live) {
    public EndpointList {
        rows = List.copyOf(rows);
    }

    /** Returns the path of the same list in another state; empty for all states. */
    public String inState(String other) {
        return new Address(EndpointPages.ALL).with("state", other).with("search", search).text();
    }
}
