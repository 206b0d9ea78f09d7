package dev.hooklane.console.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Caller;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One browser's session, stored in its cookie alone.
 *
 * @param credential the key or portal link for calls to the API
 * @param caller its owner, as the API reported at sign-in
 * @param token that forms must send along, so that no other site can send them
 * @param expiresAt extended while the session is used, up to {@link #LONGEST} after its start
 */
public record Session(
        String credential, Caller caller, String token, Instant startedAt, Instant expiresAt) {
    static final Duration IDLE = Duration.ofHours(8);
    static final Duration LONGEST = Duration.ofHours(24);

    /** Not with every request, as each extension sends the cookie again. */
    private static final Duration MOVED_ON_EACH = Duration.ofMinutes(10);

    private static final int TOKEN_BYTES = 18;

    public static Session start(
            String credential, Caller caller, Instant now, RandomGenerator random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return new Session(
                credential,
                caller,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                now,
                now.plus(IDLE));
    }

    /** Returns an extended session; empty if an extension is not worth a new cookie yet. */
    Optional<Session> movedOn(Instant now) {
        Instant idle = now.plus(IDLE);
        Instant last = startedAt.plus(LONGEST);
        Instant until = idle.isBefore(last) ? idle : last;
        return until.isAfter(expiresAt.plus(MOVED_ON_EACH))
                ? Optional.of(new Session(credential, caller, token, startedAt, until))
                : Optional.empty();
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public boolean isToken(String sent) {
        return MessageDigest.isEqual(sent.getBytes(UTF_8), token.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Session[%s, until %s]".formatted(caller.key(), expiresAt);
    }
}
