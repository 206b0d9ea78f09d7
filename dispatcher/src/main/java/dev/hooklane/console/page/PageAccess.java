package dev.hooklane.console.page;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.console.view.ShownProblem;
import java.util.Optional;

/**
 * What a page requires of its visitors.
 *
 * @param operatorsOnly whether it shows data of all accounts
 */
record PageAccess(Ability ability, boolean operatorsOnly) {
    /** Returns why the visitor may not enter; empty for those who may. */
    Optional<ShownProblem> refusal(Caller caller) {
        if (operatorsOnly && !caller.role().seesAll()) {
            return Optional.of(
                    Refusals.forbidden(
                            "this page is for operators and viewers; your key is limited to one account"));
        }
        return caller.has(ability) ? Optional.empty() : Optional.of(lacking());
    }

    private ShownProblem lacking() {
        return Refusals.forbidden(
                switch (ability) {
                    case VIEW -> "your key does not allow this";
                    case MANAGE ->
                            operatorsOnly
                                    ? "you can view everything here, but not change it"
                                    : "you can view webhooks here, but not change them";
                    case SECRETS -> "you can’t view secrets here";
                    case REPLAY -> "you can’t retry or replay deliveries here";
                    case SHARE -> "you can’t give others access here";
                });
    }
}
