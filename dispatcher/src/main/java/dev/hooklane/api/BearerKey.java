package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The operator's key, which every request under {@code /v1} must carry. */
final class BearerKey {
    private static final String SCHEME = "Bearer ";

    /** Only the hash: equal lengths, so that comparing takes the same time whatever is sent. */
    private final byte[] keyHash;

    BearerKey(String key) {
        this.keyHash = hash(key);
    }

    /**
     * Checks an {@code Authorization} header.
     *
     * @throws ProblemException if it does not hold the key
     */
    void require(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw Problem.unauthorized(
                    "the request has no Authorization header; send 'Authorization: Bearer <api.key>'");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problem.unauthorized(
                    "the Authorization header is not of the form 'Bearer <api.key>'");
        }
        byte[] sent = hash(authorization.substring(SCHEME.length()).strip());
        if (!MessageDigest.isEqual(sent, keyHash)) {
            throw Problem.unauthorized("the key is not this installation's api.key");
        }
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
