package dev.hooklane.console.source;

import java.util.List;

/**
 * A page of sources.
 *
 * @param mayChange whether the visitor may add one
 * @param live path of the stream of updates
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record SourceList(
        List<SourceRow> rows, boolean mayChange, String live, String first, String next) {
    public SourceList {
        rows = List.copyOf(rows);
    }
}
