package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a customer without a key into the console for a while.
 *
 * @param name the name of the person it is for, as its maker gave it
 * @param account the only one it is for
 * @param abilities some of {@link Ability#OF_LINKS}
 * @param madeBy the id of the key that made it: the link ends with it
 * @param madeAt when it was made: the link ends with the erasure of what its account had then
 */
public record PortalLink(
        PortalLinkId id,
        String name,
        AccountId account,
        Set<Ability> abilities,
        String madeBy,
        Instant madeAt,
        Instant expiresAt) {
    /** No link is valid for longer. */
    public static final Duration LONGEST = Duration.ofHours(24);

    public PortalLink {
        abilities = Set.copyOf(abilities);
        if (abilities.isEmpty() || !Ability.OF_LINKS.containsAll(abilities)) {
            throw new IllegalArgumentException(
                    "a portal link gives one or more of %s, not %s"
                            .formatted(Ability.OF_LINKS, abilities));
        }
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Caller caller() {
        return new Caller(id.value(), name, KeyRole.ACCOUNT, Optional.of(account), abilities);
    }
}
