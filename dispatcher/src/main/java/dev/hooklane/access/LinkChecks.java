package dev.hooklane.access;

import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Decides whether portal links and their sessions still let somebody in. Any thread may use it. */
public final class LinkChecks {
    private final PortalLinks texts;
    private final LinkDirectory links;
    private final KeyDirectory keys;
    private final BooleanSupplier allRead;

    /** Why a link or session lets nobody in. */
    public record Ended(LinkEnd end, String detail) {}

    /**
     * @param allRead reports whether this instance has read all records of links
     */
    public LinkChecks(
            PortalLinks texts, LinkDirectory links, KeyDirectory keys, BooleanSupplier allRead) {
        this.texts = texts;
        this.links = links;
        this.keys = keys;
        this.allRead = allRead;
    }

    /** Returns the texts that it checks. */
    public PortalLinks texts() {
        return texts;
    }

    /** Returns why a link can't be opened, as far as this instance knows; empty if it can. */
    public Optional<Ended> ended(PortalLink link, Instant now) {
        return byItself(link, now)
                .or(() -> links.find(link.id()).flatMap(known -> revoked(link, known)))
                .or(() ->
                        links.find(link.id()).flatMap(KnownLink::use).map(use -> used(link, use)));
    }

    /** Returns why a link that was just opened lets nobody in; empty if it does. */
    public Optional<Ended> endedSinceOpened(PortalLink link, Instant now) {
        return byItself(link, now)
                .or(() -> links.find(link.id()).flatMap(known -> revoked(link, known)));
    }

    /**
     * Returns why a session has ended; empty if it has not.
     *
     * @throws KafkaUnavailableException if this instance can't know
     */
    Optional<Ended> ended(PortalSession session, Instant now) {
        PortalLink link = session.link();
        return byItself(link, now).or(() -> byRecord(session, now));
    }

    private Optional<Ended> byRecord(PortalSession session, Instant now) {
        PortalLink link = session.link();
        Optional<KnownLink> known = links.find(link.id());
        if (known.isPresent()) {
            return revoked(link, known.get())
                    .or(() ->
                            known.get()
                                    .use()
                                    .filter(use -> !use.claim().equals(session.claim()))
                                    .map(use -> used(link, use)));
        }
        if (!allRead.getAsBoolean()) {
            throw unread();
        }
        // Another instance has made it, and this one will read of it in a moment.
        return session.isKnownByNow(now)
                ? Optional.of(
                        new Ended(
                                LinkEnd.UNKNOWN,
                                "the portal link %s is not known here".formatted(link.id())))
                : Optional.empty();
    }

    /** Returns what says that nobody knows yet. */
    static KafkaUnavailableException unread() {
        return new KafkaUnavailableException(
                "this instance has not read the records of portal links; try again in a moment",
                new IllegalStateException("not caught up"));
    }

    private Optional<Ended> byItself(PortalLink link, Instant now) {
        if (link.isOver(now)) {
            return Optional.of(
                    new Ended(
                            LinkEnd.EXPIRED,
                            "the portal link %s ended at %s"
                                    .formatted(link.id(), link.expiresAt())));
        }
        if (texts.isErased(link)) {
            return Optional.of(
                    new Ended(
                            LinkEnd.ERASED,
                            "the portal link %s ended: account %s was erased"
                                    .formatted(link.id(), link.account())));
        }
        return isMakerValid(link, now)
                ? Optional.empty()
                : Optional.of(
                        new Ended(
                                LinkEnd.MAKER,
                                "the key %s that made the portal link is valid no more"
                                        .formatted(link.madeBy())));
    }

    /** Nobody can tell whether a person who has signed in still may make links. */
    private boolean isMakerValid(PortalLink link, Instant now) {
        return link.madeBy().equals(Caller.BOOTSTRAP.key())
                || (!link.madeBy().startsWith(Caller.USER)
                        && keys.find(new ApiKeyId(link.madeBy()))
                                .filter(key -> key.isValid(now))
                                .isPresent());
    }

    private static Optional<Ended> revoked(PortalLink link, KnownLink known) {
        if (known.unreadable()) {
            return Optional.of(
                    new Ended(
                            LinkEnd.UNKNOWN,
                            "the record of portal link %s can't be read".formatted(link.id())));
        }
        return known.revokedAt()
                .map(at ->
                        new Ended(
                                LinkEnd.REVOKED,
                                "the portal link %s was revoked at %s".formatted(link.id(), at)));
    }

    private static Ended used(PortalLink link, LinkUse use) {
        return new Ended(
                LinkEnd.USED,
                "the portal link %s was opened before%s; a link opens once"
                        .formatted(link.id(), use.at().map(at -> ", at " + at).orElse("")));
    }
}
