package dev.hooklane.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the topic of portal links says about one of them.
 *
 * @param link empty before its record is read, and if that can't be read
 * @param revokedAt when it was revoked
 * @param use the first exchange on the topic, which is the one that counts
 * @param claims the names of all exchanges, so that their records can be removed
 * @param unreadable whether its record can't be read, so that nobody knows whether it is revoked
 */
public record KnownLink(
        Optional<PortalLink> link,
        Optional<Instant> revokedAt,
        Optional<LinkUse> use,
        Set<String> claims,
        boolean unreadable) {
    /** Instances write none once they have read of one, so there are hardly ever two. */
    static final int CLAIMS_MAX = 16;

    static final KnownLink NOTHING =
            new KnownLink(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), false);

    public KnownLink {
        claims = Set.copyOf(claims);
    }

    KnownLink with(LinkCodec.Made made) {
        return new KnownLink(Optional.of(made.link()), made.revokedAt(), use, claims, false);
    }

    KnownLink withUnreadable() {
        return new KnownLink(link, revokedAt, use, claims, true);
    }

    /** Adds an exchange; it counts if there was none before it. */
    KnownLink with(LinkUse next) {
        Set<String> all = new TreeSet<>(claims);
        if (all.size() < CLAIMS_MAX) {
            all.add(next.claim());
        }
        return new KnownLink(link, revokedAt, use.or(() -> Optional.of(next)), all, unreadable);
    }

    /** Returns when it ends by itself; empty if no record says so. */
    Optional<Instant> expiresAt() {
        return link.map(PortalLink::expiresAt).or(() -> use.flatMap(LinkUse::linkExpiresAt));
    }

    /** Returns the state in the API. */
    public State state(Instant now) {
        if (revokedAt.isPresent()) {
            return State.REVOKED;
        }
        if (expiresAt().filter(at -> !now.isBefore(at)).isPresent()) {
            return State.EXPIRED;
        }
        return use.isPresent() ? State.USED : State.ACTIVE;
    }

    /** The states of a link, in the order of its life. */
    public enum State {
        /** It can be opened, if its maker's key is still valid. */
        ACTIVE,
        /** It was opened, and its session may last. */
        USED,
        EXPIRED,
        REVOKED
    }
}
