package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.access.PortalLink;
import dev.hooklane.access.PortalLinkId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The checked parts of a request for a portal link. */
record LinkDraft(AccountId account, Duration lifetime, String name, Set<Ability> abilities) {
    private static final String ABILITIES = "abilities";
    private static final String EXPIRES_IN = "expiresIn";
    static final Set<String> FIELDS =
            new TreeSet<>(Set.of("account", ABILITIES, EXPIRES_IN, "name"));

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration BY_DEFAULT = Duration.ofHours(1);

    LinkDraft {
        abilities = Set.copyOf(abilities);
    }

    /**
     * Reads the parts.
     *
     * @throws ProblemException for the first that breaks a rule
     */
    static LinkDraft read(JsonFields fields, Caller caller) {
        return new LinkDraft(
                EndpointRoutes.account(caller, fields),
                fields.text(EXPIRES_IN).map(LinkDraft::lifetime).orElse(BY_DEFAULT),
                fields.text("name").map(KeyDraft::name).orElse("portal link"),
                abilities(fields.texts(ABILITIES).orElse(List.of("view"))));
    }

    /** Makes the link. */
    PortalLink link(PortalLinkId id, String madeBy, Instant now) {
        return new PortalLink(id, name, account, abilities, madeBy, now, now.plus(lifetime));
    }

    private static Duration lifetime(String text) {
        return Problem.invalidUnless(
                EXPIRES_IN, () -> Durations.within(EXPIRES_IN, text, SHORTEST, PortalLink.LONGEST));
    }

    private static Set<Ability> abilities(List<String> names) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        for (String name : names) {
            Ability ability =
                    Problem.invalidUnless(
                            ABILITIES, () -> Ability.ofWireName(VisibleText.excerpt(name)));
            if (!Ability.OF_LINKS.contains(ability)) {
                throw Problem.invalid(
                        ABILITIES, "ability '%s' can't be given by a link".formatted(name));
            }
            abilities.add(ability);
        }
        if (abilities.isEmpty()) {
            throw Problem.invalid(ABILITIES, "abilities is empty; name at least one, such as view");
        }
        return abilities;
    }
}
