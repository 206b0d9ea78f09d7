package dev.hooklane.console.key;

import java.util.List;

/**
 * A page of changes.
 *
 * @param account whose changes are shown; empty for all
 * @param key whose changes are shown; empty for any
 * @param target the id of the changed thing; empty for any
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 */
public record AuditList(
        List<AuditRow> rows, String account, String key, String target, String first, String next) {
    public AuditList {
        rows = List.copyOf(rows);
    }

    public boolean filtered() {
        return !(account + key + target).isEmpty();
    }
}
