package dev.hooklane.console.quota;

import java.util.List;

/**
 * The quotas of an account.
 *
 * @param account empty if none is chosen
 * @param contact whom to ask for more
 * @param changeable whether the visitor may set limits
 * @param problem why new limits were refused; empty if they were not
 */
public record QuotaList(
        String account, String contact, List<QuotaRow> rows, boolean changeable, String problem) {
    public QuotaList {
        rows = List.copyOf(rows);
    }
}
