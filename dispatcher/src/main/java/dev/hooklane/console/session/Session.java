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

    /**
     * Returns the token as one page shows it. Each page shows it in other characters, so that the
     * size of compressed pages says nothing about it.
     */
    public String maskedToken(RandomGenerator random) {
        byte[] plain = token.getBytes(UTF_8);
        byte[] masked = new byte[2 * plain.length];
        byte[] mask = new byte[plain.length];
        random.nextBytes(mask);
        for (int i = 0; i < plain.length; i++) {
            masked[i] = mask[i];
            masked[plain.length + i] = (byte) (mask[i] ^ plain[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(masked);
    }

    /** Reports whether this is the token, as some page of this session has shown it. */
    public boolean isToken(String sent) {
        byte[] masked;
        try {
            masked = Base64.getUrlDecoder().decode(sent);
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] plain = new byte[masked.length / 2];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (masked[i] ^ masked[plain.length + i]);
        }
        return masked.length % 2 == 0 && MessageDigest.isEqual(plain, token.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Session[%s, until %s]".formatted(caller.key(), expiresAt);
    }
}
