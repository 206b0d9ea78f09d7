package dev.hooklane.access;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the caller of a request by its {@code Authorization} header. Any thread may use it.
 */
public final class Authenticator {
    private static final String SCHEME = "Bearer ";

    private final KeyDirectory directory;
    private final KeyUses uses;

    /** Hashes have equal lengths, so that comparing takes the same time whatever is sent. */
    private final byte[] bootstrapHash;

    private final PortalLinks links;
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
            PortalLinks links,
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
        if (authorization == null || authorization.isBlank()) {
            return new Authentication.Unknown(
                    "the request has no Authorization header; send 'Authorization: Bearer <key>'");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Authentication.Unknown(
                    "the Authorization header is not of the form 'Bearer <key>'");
        }
        String sent = authorization.substring(SCHEME.length()).strip();
        Instant now = clock.instant();
        if (KeyText.isMistyped(sent) && checkBootstrap(sent) instanceof Authentication.Unknown) {
            return new Authentication.Unknown(
                    "the key is mistyped: its last 6 characters don't fit the others");
        }
        return switch (look(sent, now)) {
            case Authentication.Known known -> {
                KeyText.parse(sent).ifPresent(key -> uses.used(key.id(), now));
                yield known;
            }
            case Authentication.Unknown unknown ->
                    limited(address + " " + tried(sent), now, unknown);
            case Authentication.Refused refused -> refused;
            case Authentication.Limited limited -> limited;
        };
    }

    /**
     * Identifies the sender of a header where nothing depends on it but how soon the request is
     * handled: neither a failure nor a use is counted.
     */
    public Optional<Caller> recognise(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        && look(authorization.substring(SCHEME.length()).strip(), clock.instant())
                                instanceof Authentication.Known(Caller caller)
                ? Optional.of(caller)
                : Optional.empty();
    }

    /** Checks a key, a link, or the pass of a person. */
    private Authentication look(String sent, Instant now) {
        if (PortalLinks.hasForm(sent)) {
            return links.read(sent)
                    .map(link -> check(link, now))
                    .orElse(new Authentication.Unknown("the portal link is not known here"));
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

    /** Returns the id of the key or link that was tried, if it has one. */
    private String tried(String sent) {
        return PortalLinks.hasForm(sent)
                ? links.read(sent).map(known -> known.id().value()).orElse("link")
                : KeyText.parse(sent)
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
    private Authentication limited(String who, Instant now, Authentication.Unknown unknown) {
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

    /** Checks a link, which is valid only while the key that made it is. */
    private Authentication check(PortalLink link, Instant now) {
        if (link.isOver(now)) {
            return new Authentication.Unknown(
                    "the portal link ended at %s".formatted(link.expiresAt()));
        }
        if (links.isErased(link)) {
            return new Authentication.Unknown(
                    "the portal link ended: account %s was erased".formatted(link.account()));
        }
        boolean maker =
                link.madeBy().equals(Caller.BOOTSTRAP.key())
                        || (!link.madeBy().startsWith(Caller.USER)
                                && directory
                                        .find(new ApiKeyId(link.madeBy()))
                                        .filter(key -> key.isValid(now))
                                        .isPresent());
        return maker
                ? new Authentication.Known(link.caller())
                : new Authentication.Unknown(
                        "the key %s that made the portal link is valid no more"
                                .formatted(link.madeBy()));
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
