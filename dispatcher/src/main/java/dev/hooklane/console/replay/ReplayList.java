package dev.hooklane.console.replay;

import java.util.List;

/**
 * A page of replays.
 *
 * @param ofAll whether they belong to more than one account
 * @param mayStart whether the visitor may start one
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 * @param live path of the stream of updates; empty except on the first page
 */
public record ReplayList(
        List<ShownReplay> rows,
        boolean ofAll,
        boolean mayStart,
        String first,
        String next,
        String live) {
    public ReplayList {
        rows = List.copyOf(rows);
    }
}
