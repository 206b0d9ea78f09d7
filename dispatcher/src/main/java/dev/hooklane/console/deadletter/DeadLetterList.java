package dev.hooklane.console.deadletter;

import java.util.List;

/**
 * A page of dead letters.
 *
 * @param refused why the API refuses to list these; empty if it does not
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 * @param once idempotency token of the form that retries the chosen ones; empty if the visitor may
 *     not retry
 */
public record DeadLetterList(
        DeadLetterFilter filter,
        String refused,
        List<DeadLetterGroup> groups,
        String first,
        String next,
        String once) {
    public DeadLetterList {
        groups = List.copyOf(groups);
    }
}
