package dev.hooklane.console.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Caller;
import dev.hooklane.access.User;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One browser's session, stored in its cookie alone.
 *
 * @param credential the key, portal link or pass for calls to the API
 * @param caller its owner, as the API reported at sign-in
 * @param token that forms must send along, so that no other site can send them
 * @param expiresAt extended while the session is used, up to its end
 * @param endsAt the end, however much it is used
 */
public record Session(
        String credential,
        Caller caller,
        String token,
        Instant startedAt,
        Instant expiresAt,
        Instant endsAt) {
    static final Duration IDLE = Duration.ofHours(8);
    static final Duration LONGEST = Duration.ofHours(24);

    /** Not with every request, as each extension sends the cookie again. */
    private static final Duration MOVED_ON_EACH = Duration.ofMinutes(10);

    private static final int TOKEN_BYTES = 18;

    /** Starts a session with a key or a portal link. */
    public static Session start(
            String credential, Caller caller, Instant now, RandomGenerator random) {
        return start(credential, caller, now, now.plus(LONGEST), random);
    }

    /** Starts a session of a person. */
    public static Session start(String pass, User user, Instant now, RandomGenerator random) {
        return start(pass, user.caller(), now, user.endsAt(), random);
    }

    private static Session start(
            String credential, Caller caller, Instant now, Instant endsAt, RandomGenerator random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return new Session(
                credential,
                caller,
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                now,
                earlier(now.plus(IDLE), endsAt),
                endsAt);
    }

    /** Returns an extended session; empty if an extension is not worth a new cookie yet. */
    Optional<Session> movedOn(Instant now) {
        Instant until = earlier(now.plus(IDLE), endsAt);
        return until.isAfter(expiresAt.plus(MOVED_ON_EACH))
                ? Optional.of(new Session(credential, caller, token, startedAt, until, endsAt))
                : Optional.empty();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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
