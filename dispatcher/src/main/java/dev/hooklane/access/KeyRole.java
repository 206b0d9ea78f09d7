package dev.hooklane.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key is for. */
public enum KeyRole {
    /** Publishes events, for one account or all. */
    PUBLISHER,
    /** Everything that concerns one account's endpoints and deliveries. */
    ACCOUNT,
    /** Sees everything that an operator sees, changes nothing, and learns no secret. */
    VIEWER,
    /** Everything. */
    OPERATOR;

    /** Reports whether it sees the things of all accounts, and those of no account. */
    public boolean seesAll() {
        return switch (this) {
            case OPERATOR, VIEWER -> true;
            case PUBLISHER, ACCOUNT -> false;
        };
    }

    Set<Ability> abilities() {
        return switch (this) {
            case OPERATOR, ACCOUNT -> Ability.ALL;
            case VIEWER -> Set.of(Ability.VIEW);
            case PUBLISHER -> Ability.NONE;
        };
    }

    /** Returns the name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the role of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static KeyRole ofWireName(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "role '%s' is not %s"
                                        .formatted(
                                                name,
                                                Arrays.stream(values())
                                                        .map(KeyRole::wireName)
                                                        .collect(Collectors.joining(", ")))));
    }
}
