package dev.hooklane.console.account;

import java.util.List;

/**
 * A page of accounts.
 *
 * @param searched a part of their ids; empty for all
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record AccountList(String searched, List<AccountRow> rows, String first, String next) {
    public AccountList {
        rows = List.copyOf(rows);
    }
}
