package dev.hooklane.endpoint;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A signing secret: {@code whsec_} and the base64 of 32 random bytes. It is valid until it is
 * replaced and the overlap has ended. A secret that no available key opens is kept as it was
 * written.
 *
 * @param text the secret as the customer copied it, prefix included; for a sealed secret the text
 *     from the record, empty if that could not be read either
 * @param createdAt when it was made; the newest valid one signs the header with the body's HMAC
 * @param validUntil when it stops signing; empty for the current one
 * @param sealed whether it could not be opened
 */
public record EndpointSecret(
        String text, Instant createdAt, Optional<Instant> validUntil, boolean sealed)
        implements Rotatable<EndpointSecret> {
    public static final String PREFIX = "whsec_";
    private static final int KEY_BYTES = 32;
    private static final int KEY_BYTES_MIN = 24;
    private static final int KEY_BYTES_MAX = 64;

    public EndpointSecret {
        if (!sealed) {
            check(text);
        }
    }

    public EndpointSecret(String text, Instant createdAt, Optional<Instant> validUntil) {
        this(text, createdAt, validUntil, false);
    }

    /** Returns the secret of a record that can't be read at all. */
    static EndpointSecret unreadable() {
        return new EndpointSecret("", Instant.EPOCH, Optional.empty(), true);
    }

    /**
     * Returns the secret as the customer copied it.
     *
     * @throws IllegalStateException if it could not be opened
     */
    @Override
    public String text() {
        if (sealed) {
            throw new IllegalStateException("the secret is sealed");
        }
        return text;
    }

    /** Returns the text from the record of a sealed secret. */
    String asWritten() {
        return text;
    }

    public static EndpointSecret random(RandomGenerator random, Instant now) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new EndpointSecret(
                PREFIX + Base64.getEncoder().encodeToString(key), now, Optional.empty());
    }

    /**
     * Returns a secret that the endpoint's owner brings along.
     *
     * @throws IllegalArgumentException if it has another form or length; the message does not
     *     contain it
     */
    public static EndpointSecret given(String text, Instant now) {
        return new EndpointSecret(text, now, Optional.empty());
    }

    @Override
    public EndpointSecret withEnd(Instant end) {
        return new EndpointSecret(text, createdAt, Optional.of(end), sealed);
    }

    /** Returns the key of the Standard Webhooks signature: the decoded bytes after the prefix. */
    public byte[] keyBytes() {
        return Base64.getDecoder().decode(text().substring(PREFIX.length()));
    }

    private static void check(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "secret does not begin with whsec_; it is whsec_ and base64 of %d to %d bytes"
                            .formatted(KEY_BYTES_MIN, KEY_BYTES_MAX));
        }
        int bytes;
        try {
            bytes = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
        } catch (IllegalArgumentException e) {
            // The decoder's message may show a part of the secret.
            throw new IllegalArgumentException("secret is not base64 behind whsec_");
        }
        if (bytes < KEY_BYTES_MIN || bytes > KEY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "secret has %d bytes behind whsec_; %d to %d are allowed"
                            .formatted(bytes, KEY_BYTES_MIN, KEY_BYTES_MAX));
        }
    }

    @Override
    public String toString() {
        return "EndpointSecret[createdAt=" + createdAt + ", validUntil=" + validUntil + "]";
    }
}
