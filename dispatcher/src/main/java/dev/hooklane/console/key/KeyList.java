package dev.hooklane.console.key;

import java.util.List;

/**
 * A page of keys.
 *
 * @param filtered whether only those of one account are shown
 * @param mayChange whether the visitor may add and revoke keys
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record KeyList(
        List<KeyRow> rows, boolean filtered, boolean mayChange, String first, String next) {
    public KeyList {
        rows = List.copyOf(rows);
    }
}
