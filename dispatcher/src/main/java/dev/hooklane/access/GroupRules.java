package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides what a person's groups at an OpenID provider give in the console. Immutable. */
public final class GroupRules {
    private static final int NAMED_MAX = 3;

    private final List<GroupRule> rules;

    public GroupRules(List<GroupRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** What groups give. */
    public sealed interface Given {
        /** A role, and with the role account one account. */
        record Rights(KeyRole role, Optional<AccountId> account, Set<Ability> abilities)
                implements Given {}

        /**
         * Nothing.
         *
         * @param why the end of a sentence that begins with the person
         */
        record Nothing(String why) implements Given {}
    }

    /**
     * Returns the rights of the highest role that a person has by any group.
     *
     * @param groups the person's
     * @param claimed the account in a claim of the person's, as it was sent
     */
    public Given given(List<String> groups, Optional<String> claimed) {
        for (KeyRole role : List.of(KeyRole.OPERATOR, KeyRole.VIEWER)) {
            if (rules.stream()
                    .anyMatch(rule ->
                            rule.role() == role && groups.stream().anyMatch(rule::matches))) {
                return new Given.Rights(role, Optional.empty(), role.abilities());
            }
        }
        return account(groups, claimed);
    }

    private Given account(List<String> groups, Optional<String> claimed) {
        Map<AccountId, Set<Ability>> accounts = new HashMap<>();
        boolean claimNeeded = false;
        for (GroupRule rule : rules) {
            for (String group : groups) {
                if (rule.role() != KeyRole.ACCOUNT || !rule.matches(group)) {
                    continue;
                }
                Optional<AccountId> account =
                        rule.needsClaim()
                                ? claimed.flatMap(GroupRule::accountId)
                                : rule.accountOf(group);
                claimNeeded |= account.isEmpty();
                account.ifPresent(each ->
                        accounts.computeIfAbsent(each, _ -> new HashSet<>())
                                .addAll(rule.abilities()));
            }
        }
        if (claimNeeded) {
            return new Given.Nothing(
                    claimed.map(text ->
                                    "has '%s' as account, which can't be one"
                                            .formatted(VisibleText.excerpt(text)))
                            .orElse("has a group for accounts, but no claim with the account"));
        }
        if (accounts.size() > 1) {
            return new Given.Nothing(
                    "has groups of %d accounts (%s), and exactly one is allowed"
                            .formatted(
                                    accounts.size(),
                                    new TreeSet<>(
                                                    accounts.keySet().stream()
                                                            .map(AccountId::value)
                                                            .toList())
                                            .stream()
                                                    .limit(NAMED_MAX)
                                                    .collect(Collectors.joining(", "))));
        }
        return accounts.entrySet().stream()
                .findFirst()
                .<Given>map(only ->
                        new Given.Rights(
                                KeyRole.ACCOUNT, Optional.of(only.getKey()), only.getValue()))
                .orElse(new Given.Nothing("has no group that gives access to Hooklane"));
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Reports whether a rule needs an account in a claim. */
    public boolean needClaim() {
        return rules.stream().anyMatch(GroupRule::needsClaim);
    }

    /** Returns all rules in their full form. */
    @Override
    public String toString() {
        return rules.toString();
    }
}
