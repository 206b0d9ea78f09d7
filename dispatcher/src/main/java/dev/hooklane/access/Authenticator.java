package dev.hooklane.access;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells by its {@code Authorization} header who makes a request. Any thread may use it. */
public final class Authenticator {
    private static final String SCHEME = "Bearer ";

    private final KeyDirectory directory;
    private final KeyUses uses;

    /** Equal lengths, so that comparing takes the same time whatever is sent. */
    private final byte[] bootstrapHash;

    private final FailedTries failedTries = new FailedTries();
    private final InstantSource clock;

    /**
     * @param bootstrapKey the operator's key in the configuration
     */
    public Authenticator(
            KeyDirectory directory, KeyUses uses, String bootstrapKey, InstantSource clock) {
        this.directory = directory;
        this.uses = uses;
        this.bootstrapHash = KeyText.hash(bootstrapKey);
        this.clock = clock;
    }

    /**
     * Who sent a header.
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
        Optional<KeyText> text = KeyText.parse(sent);
        Optional<ApiKey> key = text.map(KeyText::id).flatMap(directory::find);
        Instant now = clock.instant();
        String who = address + " " + key.map(known -> known.id().value()).orElse("");
        Duration wait = failedTries.untilNext(who, now);
        if (wait.isPositive()) {
            return new Authentication.Limited(wait);
        }
        Authentication result =
                key.isPresent() && text.isPresent()
                        ? check(key.get(), text.get(), now)
                        : checkBootstrap(sent);
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

    private Authentication checkBootstrap(String sent) {
        return MessageDigest.isEqual(KeyText.hash(sent), bootstrapHash)
                ? new Authentication.Known(Caller.BOOTSTRAP)
                : new Authentication.Unknown("the key is not known here");
    }
}
