package dev.hooklane.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller may do with an account's endpoints and deliveries. */
public enum Ability {
    /** Sees endpoints, events and deliveries. */
    VIEW,
    /** Makes, changes, tests and deletes endpoints. */
    MANAGE,
    /** Sees an endpoint's new secret, and rotates it. */
    SECRETS,
    /** Retries dead letters and replays deliveries. */
    REPLAY,
    /** Makes portal links; the one ability that no link gives. */
    SHARE;

    /** The abilities that a portal link may give. */
    public static final Set<Ability> OF_LINKS = Set.of(VIEW, MANAGE, SECRETS, REPLAY);

    static final Set<Ability> ALL = Set.copyOf(EnumSet.allOf(Ability.class));
    static final Set<Ability> NONE = Set.of();

    /** Returns the name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the ability of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Ability ofWireName(String name) {
        return Arrays.stream(values())
                .filter(ability -> ability.wireName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "ability '%s' is not %s"
                                        .formatted(
                                                name,
                                                Arrays.stream(values())
                                                        .filter(OF_LINKS::contains)
                                                        .map(Ability::wireName)
                                                        .collect(Collectors.joining(", ")))));
    }
}
