package dev.hooklane.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The public key of an endpoint's key pair, {@code whpk_} and base64 of its 32 bytes. */
record SigningPublicKey(PublicKey key) {
    static final String PREFIX = "whpk_";

    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** What RFC 8410 puts in front of the 32 bytes: the name of the algorithm. */
    private static final byte[] ENCODING = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * Parses a key as the customer copied it.
     *
     * @throws IllegalArgumentException if it is not {@code whpk_} and base64 of 32 bytes
     */
    static SigningPublicKey parse(String text) {
        byte[] decoded = decoded(text.substring(PREFIX.length()));
        if (decoded.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "public key: %d bytes after %s, it needs %d"
                            .formatted(decoded.length, PREFIX, KEY_BYTES));
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(ENCODING);
        encoded.writeBytes(decoded);
        try {
            return new SigningPublicKey(
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("public key: is not one of " + ALGORITHM, e);
        }
    }

    /**
     * Reports whether this key's owner signed {@code id.timestamp.body}.
     *
     * @param signature base64; other text is not a signature
     */
    boolean verifies(String signature, String id, String timestamp, byte[] body) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            verifier.update(body);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this Java", e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("public key: no base64 after " + PREFIX, e);
        }
    }
}
