package dev.hooklane.access;

import dev.hooklane.topic.KafkaUnavailableException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the caller of a request by its {@code Authorization} header. Any thread may use it.
 */
public final class Authenticator {
    private static final String SCHEME = "Bearer ";
    private static final Authentication FORMER =
            new Authentication.Ended(
                    LinkEnd.FORMER,
                    "the portal link was made by a former release; ask for a new one");

    private final KeyDirectory directory;
    private final KeyUses uses;

    /** Hashes have equal lengths, so that comparing takes the same time whatever is sent. */
    private final byte[] bootstrapHash;

    private final LinkChecks links;
    private final UserPasses passes;
    private final FailedTries failedTries = new FailedTries();
    private final InstantSource clock;

    /**
     * @param bootstrapKey the operator's key in the configuration
     */
    public Authenticator(
            KeyDirectory directory,
            KeyUses uses,
            String bootstrapKey,
            LinkChecks links,
            UserPasses passes,
            InstantSource clock) {
        this.directory = directory;
        this.uses = uses;
        this.bootstrapHash = KeyText.hash(bootstrapKey);
        this.links = links;
        this.passes = passes;
        this.clock = clock;
    }

    /**
     * Identifies the sender of a header.
     *
     * @param address where the request came from
     */
    public Authentication authenticate(@Nullable String authorization, String address) {
        return authenticate(authorization, address, this::look);
    }

    /**
     * Identifies the sender of a portal link that is about to be exchanged for a session. For
     * anything else, a link identifies nobody.
     */
    public Authentication authenticateLink(@Nullable String authorization, String address) {
        return authenticate(authorization, address, this::lookAtLink);
    }

    /** Returns the link in a header that {@link #authenticateLink} knows. */
    public Optional<PortalLink> link(@Nullable String authorization) {
        return authorization != null && hasScheme(authorization)
                ? links.texts().read(sent(authorization))
                : Optional.empty();
    }

    private Authentication authenticate(
            @Nullable String authorization,
            String address,
            BiFunction<String, Instant, Authentication> look) {
        if (authorization == null || authorization.isBlank()) {
            return new Authentication.Unknown(
                    "the request has no Authorization header; send 'Authorization: Bearer <key>'");
        }
        if (!hasScheme(authorization)) {
            return new Authentication.Unknown(
                    "the Authorization header is not of the form 'Bearer <key>'");
        }
        String sent = sent(authorization);
        Instant now = clock.instant();
        if (KeyText.isMistyped(sent) && checkBootstrap(sent) instanceof Authentication.Unknown) {
            return new Authentication.Unknown(
                    "the key is mistyped: its last 6 characters don't fit the others");
        }
        Authentication found = look.apply(sent, now);
        return switch (found) {
            case Authentication.Known _ -> {
                KeyText.parse(sent).ifPresent(key -> uses.used(key.id(), now));
                yield found;
            }
            case Authentication.Unknown _, Authentication.Ended _ ->
                    limited(address + " " + tried(sent), now, found);
            case Authentication.Refused _, Authentication.Limited _ -> found;
        };
    }

    private static boolean hasScheme(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static String sent(String authorization) {
        return authorization.substring(SCHEME.length()).strip();
    }

    /**
     * Identifies the sender of a header where nothing depends on it but how soon the request is
     * handled: neither a failure nor a use is counted.
     */
    public Optional<Caller> recognise(String authorization) {
        if (!hasScheme(authorization)) {
            return Optional.empty();
        }
        try {
            return look(sent(authorization), clock.instant())
                            instanceof Authentication.Known(Caller caller)
                    ? Optional.of(caller)
                    : Optional.empty();
        } catch (KafkaUnavailableException e) {
            return Optional.empty();
        }
    }

    /**
     * Does the same, and counts the use of a key. Whoever is not recognised has yet to {@link
     * #authenticate}, which counts the failure.
     */
    public Optional<Caller> recogniseUse(String authorization) {
        Optional<Caller> caller = recognise(authorization);
        if (caller.isPresent()) {
            KeyText.parse(sent(authorization))
                    .ifPresent(key -> uses.used(key.id(), clock.instant()));
        }
        return caller;
    }

    /** Checks a key, the session of a link, or the pass of a person. */
    private Authentication look(String sent, Instant now) {
        if (PortalLinks.hasForm(sent)) {
            return links.texts().isFormer(sent)
                    ? FORMER
                    : new Authentication.Unknown(
                            "a portal link is no key; exchange it for a session at POST"
                                    + " /v1/portal-sessions");
        }
        if (PortalLinks.hasSessionForm(sent)) {
            return links.texts()
                    .readSession(sent)
                    .map(session -> answer(session.link(), links.ended(session, now)))
                    .orElseGet(() ->
                            new Authentication.Ended(
                                    LinkEnd.UNKNOWN, "the portal session is not known here"));
        }
        if (UserPasses.hasForm(sent)) {
            return passes.read(sent)
                    .map(pass -> check(pass, now))
                    .orElse(new Authentication.Unknown("the sign-in is not known here"));
        }
        Optional<KeyText> text = KeyText.parse(sent);
        Optional<ApiKey> key = text.map(KeyText::id).flatMap(directory::find);
        return key.isPresent() && text.isPresent()
                ? check(key.get(), text.get(), now)
                : checkBootstrap(sent);
    }

    private Authentication lookAtLink(String sent, Instant now) {
        return links.texts()
                .read(sent)
                .map(link -> answer(link, links.ended(link, now)))
                .orElseGet(() ->
                        links.texts().isFormer(sent)
                                ? FORMER
                                : new Authentication.Ended(
                                        LinkEnd.UNKNOWN, "the portal link is not known here"));
    }

    private static Authentication answer(PortalLink link, Optional<LinkChecks.Ended> ended) {
        return ended.<Authentication>map(why -> new Authentication.Ended(why.end(), why.detail()))
                .orElseGet(() -> new Authentication.Known(link.caller()));
    }

    /** Returns the id of the key or link that was tried, if it has one. */
    private String tried(String sent) {
        if (PortalLinks.hasForm(sent)) {
            return links.texts().read(sent).map(known -> known.id().value()).orElse("link");
        }
        if (PortalLinks.hasSessionForm(sent)) {
            return links.texts()
                    .readSession(sent)
                    .map(PortalSession::claim)
                    .orElse("portal session");
        }
        return KeyText.parse(sent)
                .map(KeyText::id)
                .flatMap(directory::find)
                .map(known -> known.id().value())
                .orElse("");
    }

    /**
     * Counts a wrong key or link, and answers no more of them once there were too many. A right one
     * is never kept out by wrong ones: they may come from anyone behind the same address, and 256
     * random bits are not guessed.
     */
    private Authentication limited(String who, Instant now, Authentication unknown) {
        Duration wait = failedTries.untilNext(who, now);
        if (wait.isPositive()) {
            return new Authentication.Limited(wait);
        }
        failedTries.failed(who, now);
        return unknown;
    }

    private Authentication check(ApiKey key, KeyText text, Instant now) {
        if (!key.isOf(text)) {
            return new Authentication.Unknown("the key is not known here");
        }
        if (key.revokedAt().isPresent()) {
            return new Authentication.Unknown(
                    "key %s was revoked at %s".formatted(key.id(), key.revokedAt().get()));
        }
        if (!key.isValid(now)) {
            return new Authentication.Unknown(
                    "key %s expired at %s".formatted(key.id(), key.expiresAt().orElse(now)));
        }
        return new Authentication.Known(Caller.of(key));
    }

    private static Authentication check(UserPasses.Pass pass, Instant now) {
        return switch (pass) {
            case UserPasses.Pass.Of(User user) ->
                    user.isOver(now)
                            ? new Authentication.Unknown(
                                    "the sign-in of %s ended at %s"
                                            .formatted(user.id(), user.endsAt()))
                            : new Authentication.Known(user.caller());
            case UserPasses.Pass.Refused(
                            Optional<UserPasses.Named> user,
                            String why,
                            Instant endsAt) ->
                    now.isBefore(endsAt)
                            ? new Authentication.Refused(user, why)
                            : new Authentication.Unknown("the refusal is over");
        };
    }

    private Authentication checkBootstrap(String sent) {
        return MessageDigest.isEqual(KeyText.hash(sent), bootstrapHash)
                ? new Authentication.Known(Caller.BOOTSTRAP)
                : new Authentication.Unknown("the key is not known here");
    }
}
