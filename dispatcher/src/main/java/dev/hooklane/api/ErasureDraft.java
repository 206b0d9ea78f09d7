package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The checked parts of a request for an erasure.
 *
 * @param event the only one; empty if the whole account is to be erased
 */
record ErasureDraft(AccountId account, Optional<EventId> event) {
    static final Set<String> FIELDS = new TreeSet<>(Set.of("account", "event"));

    /**
     * Reads the parts.
     *
     * @throws ProblemException for the first that breaks a rule
     */
    static ErasureDraft read(JsonFields fields) {
        String account = fields.required("account");
        return new ErasureDraft(
                Problem.invalidUnless("account", () -> new AccountId(account)),
                fields.text("event")
                        .map(text -> Problem.invalidUnless("event", () -> new EventId(text))));
    }
}
