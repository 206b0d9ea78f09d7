package dev.hooklane.console.link;

import java.util.List;

/**
 * A page of portal links.
 *
 * @param states that the list can be limited to
 * @param filtered whether it is limited
 * @param ofAll whether the visitor sees the links of all accounts
 * @param mayMake whether the visitor may make one
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record LinkList(
        List<LinkRow> rows,
        List<Choice> states,
        boolean filtered,
        boolean ofAll,
        boolean mayMake,
        String first,
        String next) {
    public LinkList {
        rows = List.copyOf(rows);
        states = List.copyOf(states);
    }

    /** A state to choose. */
    public record Choice(String value, String label, boolean chosen) {}
}
