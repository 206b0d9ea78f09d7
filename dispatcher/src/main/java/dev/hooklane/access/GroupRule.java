package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rights that a group of an OpenID provider gives in the console. It is written as {@code
 * group=operator}, {@code group=viewer} or {@code group=account}; an account may be followed by
 * {@code /} and its id, and by abilities in brackets, as in {@code
 * shop=account/acct_1(view+replay)}.
 *
 * @param group the group's name; in a rule for accounts, one {@code *} stands for the account's id
 * @param role never {@link KeyRole#PUBLISHER}
 * @param account the account, if the rule names it
 * @param abilities those that the group gives
 */
public record GroupRule(
        String group, KeyRole role, Optional<AccountId> account, Set<Ability> abilities) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?<group>.{1,200})=(?<role>operator|viewer|account)"
                            + "(?:/(?<account>[^/()]+))?(?:\\((?<abilities>[a-z+]+)\\))?");
    private static final String ANY = "*";

    public GroupRule {
        abilities = Set.copyOf(abilities);
    }

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static GroupRule parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not of the form group=role".formatted(text));
        }
        String group = matcher.group("group").strip();
        KeyRole role = KeyRole.ofWireName(matcher.group("role"));
        Optional<AccountId> account =
                Optional.ofNullable(matcher.group("account")).map(AccountId::new);
        Optional<String> abilities = Optional.ofNullable(matcher.group("abilities"));
        boolean any = group.contains(ANY);
        if (role != KeyRole.ACCOUNT && (any || account.isPresent() || abilities.isPresent())) {
            throw new IllegalArgumentException(
                    "'%s': only the role account takes a *, an account or abilities"
                            .formatted(text));
        }
        if (any && (account.isPresent() || group.indexOf(ANY) != group.lastIndexOf(ANY))) {
            throw new IllegalArgumentException(
                    "'%s' says more than once which account it is".formatted(text));
        }
        return new GroupRule(
                group,
                role,
                account,
                abilities
                        .map(GroupRule::abilities)
                        .orElse(role == KeyRole.ACCOUNT ? Ability.OF_LINKS : role.abilities()));
    }

    private static Set<Ability> abilities(String text) {
        Set<Ability> abilities =
                Arrays.stream(text.split("\\+", -1))
                        .map(Ability::ofWireName)
                        .collect(Collectors.toSet());
        if (!Ability.OF_LINKS.containsAll(abilities) || !abilities.contains(Ability.VIEW)) {
            throw new IllegalArgumentException(
                    "'%s' has to be view, and any of manage, secrets, replay".formatted(text));
        }
        return abilities;
    }

    /** Reports whether the account is to be found in a claim of the ID token. */
    public boolean needsClaim() {
        return role == KeyRole.ACCOUNT && account.isEmpty() && !group.contains(ANY);
    }

    boolean matches(String name) {
        return group.contains(ANY) ? accountIn(name).isPresent() : group.equals(name);
    }

    /** Returns the account that a group gives access to; empty if it is to be found elsewhere. */
    Optional<AccountId> accountOf(String name) {
        return group.contains(ANY) ? accountIn(name) : account;
    }

    /** Returns the account in a group's name; empty if it is another group, or no account's id. */
    private Optional<AccountId> accountIn(String name) {
        int at = group.indexOf(ANY);
        String before = group.substring(0, at);
        String after = group.substring(at + 1);
        if (name.length() <= before.length() + after.length()
                || !name.startsWith(before)
                || !name.endsWith(after)) {
            return Optional.empty();
        }
        return accountId(name.substring(before.length(), name.length() - after.length()));
    }

    /** Returns an account's id; empty if the text can't be one. */
    static Optional<AccountId> accountId(String text) {
        return AccountId.isValid(text) ? Optional.of(new AccountId(text)) : Optional.empty();
    }

    /** Returns the rule in its full form, the same for any that give the same. */
    @Override
    public String toString() {
        return "%s=%s%s(%s)"
                .formatted(
                        group,
                        role.wireName(),
                        account.map(each -> "/" + each).orElse(""),
                        abilities.stream()
                                .sorted()
                                .map(Ability::wireName)
                                .collect(Collectors.joining("+")));
    }
}
