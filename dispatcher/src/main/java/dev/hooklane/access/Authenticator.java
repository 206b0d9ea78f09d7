package dev.hooklane.access;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
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
            InstantSource clock) {
        this.directory = directory;
        this.uses = uses;
        this.bootstrapHash = KeyText.hash(bootstrapKey);
        this.links = links;
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
        return PortalLinks.hasForm(sent)
                ? authenticateLink(sent, address)
                : authenticateKey(sent, address);
    }

    private Authentication authenticateLink(String sent, String address) {
        Optional<PortalLink> link = links.read(sent);
        Instant now = clock.instant();
        return limited(
                address + " " + link.map(known -> known.id().value()).orElse("link"),
                now,
                () ->
                        link.map(known -> check(known, now))
                                .orElse(
                                        new Authentication.Unknown(
                                                "the portal link is not known here")));
    }

    private Authentication authenticateKey(String sent, String address) {
        if (KeyText.isMistyped(sent) && checkBootstrap(sent) instanceof Authentication.Unknown) {
            return new Authentication.Unknown(
                    "the key is mistyped: its last 6 characters don't fit the others");
        }
        Optional<KeyText> text = KeyText.parse(sent);
        Optional<ApiKey> key = text.map(KeyText::id).flatMap(directory::find);
        Instant now = clock.instant();
        return limited(
                address + " " + key.map(known -> known.id().value()).orElse(""),
                now,
                () ->
                        key.isPresent() && text.isPresent()
                                ? check(key.get(), text.get(), now)
                                : checkBootstrap(sent));
    }

    /** Checks a key or link, unless too many wrong tries came before. */
    private Authentication limited(String who, Instant now, Supplier<Authentication> look) {
        Duration wait = failedTries.untilNext(who, now);
        if (wait.isPositive()) {
            return new Authentication.Limited(wait);
        }
        Authentication result = look.get();
        if (result instanceof Authentication.Unknown) {
            failedTries.failed(who, now);
        }
        return result;
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
        uses.used(key.id(), now);
        return new Authentication.Known(Caller.of(key));
    }

    /** Checks a link, which is valid only while the key that made it is. */
    private Authentication check(PortalLink link, Instant now) {
        if (link.isOver(now)) {
            return new Authentication.Unknown(
                    "the portal link ended at %s".formatted(link.expiresAt()));
        }
        boolean maker =
                link.madeBy().equals(Caller.BOOTSTRAP.key())
                        || directory
                                .find(new ApiKeyId(link.madeBy()))
                                .filter(key -> key.isValid(now))
                                .isPresent();
        return maker
                ? new Authentication.Known(link.caller())
                : new Authentication.Unknown(
                        "the key %s that made the portal link is valid no more"
                                .formatted(link.madeBy()));
    }

    private Authentication checkBootstrap(String sent) {
        return MessageDigest.isEqual(KeyText.hash(sent), bootstrapHash)
                ? new Authentication.Known(Caller.BOOTSTRAP)
                : new Authentication.Unknown("the key is not known here");
    }
}
