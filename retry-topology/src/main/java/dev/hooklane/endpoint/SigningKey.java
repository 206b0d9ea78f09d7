package dev.hooklane.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A key pair for Ed25519 signatures. Customers get the public key; nobody is shown the private one.
 * It signs until it is replaced and the overlap has ended. A private key that no available key
 * opens is kept as it was written.
 *
 * @param publicKey base64 of its 32 bytes
 * @param privateKey base64 of its 32 bytes; of a sealed one the text from the record
 * @param createdAt when it was made
 * @param validUntil when it stops signing; empty for the current one
 * @param sealed whether the private key could not be opened
 */
public record SigningKey(
        String publicKey,
        String privateKey,
        Instant createdAt,
        Optional<Instant> validUntil,
        boolean sealed)
        implements Rotatable<SigningKey> {
    /** What Standard Webhooks begins the text of a public key with. */
    public static final String PUBLIC_PREFIX = "whpk_";

    private static final String PURPOSE = "hooklane endpoint signing key 1";
    private static final int KEY_BYTES = 32;

    public SigningKey {
        requireKey("public", publicKey);
        if (!sealed) {
            requireKey("private", privateKey);
        }
    }

    /** Makes a random key pair. */
    public static SigningKey random(Instant now) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(
                    last(pair.getPublic().getEncoded()),
                    last(pair.getPrivate().getEncoded()),
                    now,
                    Optional.empty(),
                    false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /**
     * Returns the key alone: RFC 8410 puts the 32 bytes at the end, behind the algorithm's name.
     */
    private static String last(byte[] encoded) {
        return Base64.getEncoder()
                .encodeToString(
                        Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
    }

    private static void requireKey(String name, String text) {
        // Doesn't quote the text, which may be a private key.
        if (Base64.getDecoder().decode(text).length != KEY_BYTES) {
            throw new IllegalArgumentException(name + " key is not base64 of 32 bytes");
        }
    }

    /** Returns the public key as Standard Webhooks writes it. */
    public String publicText() {
        return PUBLIC_PREFIX + publicKey;
    }

    /** Returns the public key's coordinate as a JSON Web Key has it (RFC 8037). */
    public String coordinate() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Base64.getDecoder().decode(publicKey));
    }

    /** Returns the key's id: the thumbprint of its JSON Web Key (RFC 7638). */
    public String id() {
        String canonical =
                "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(coordinate());
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Returns the private key.
     *
     * @throws IllegalStateException if it could not be opened
     */
    public byte[] privateBytes() {
        if (sealed) {
            throw new IllegalStateException("the private key is sealed");
        }
        return Base64.getDecoder().decode(privateKey);
    }

    @Override
    public SigningKey withEnd(Instant end) {
        return new SigningKey(publicKey, privateKey, createdAt, Optional.of(end), sealed);
    }

    /** Returns what the sealed private key is bound to: as another endpoint's it does not open. */
    static byte[] bound(AccountId account, EndpointId endpoint, String publicKey) {
        return String.join("\n", PURPOSE, account.value(), endpoint.value(), publicKey)
                .getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "SigningKey[%s, createdAt=%s, validUntil=%s]"
                .formatted(publicText(), createdAt, validUntil);
    }
}
