package dev.hooklane.embedded;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One endpoint secret, {@code whsec_} and base64, with the two HMAC-SHA256 keys derived from it.
 */
record SigningSecret(SecretKeySpec textKey, SecretKeySpec decodedKey) {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    SigningSecret {
        Objects.requireNonNull(textKey);
        Objects.requireNonNull(decodedKey);
    }

    /**
     * Parses a secret as the customer copied it.
     *
     * @throws IllegalArgumentException if it is not {@code whsec_} and base64; the message never
     *     contains the secret
     */
    static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "secret: doesn't start with %s, or with %s as a public key"
                            .formatted(PREFIX, SigningPublicKey.PREFIX));
        }
        byte[] decoded = decoded(text.substring(PREFIX.length()));
        if (decoded.length == 0) {
            throw new IllegalArgumentException("secret: nothing after " + PREFIX);
        }
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        return new SigningSecret(
                new SecretKeySpec(whole, ALGORITHM), new SecretKeySpec(decoded, ALGORITHM));
    }

    /** Returns the HMAC of the body alone, keyed by the secret's whole text. */
    byte[] bodyMac(byte[] body) {
        return mac(textKey).doFinal(body);
    }

    /** Returns the HMAC of {@code id.timestamp.body}, keyed by the secret's decoded part. */
    byte[] standardMac(String id, String timestamp, byte[] body) {
        Mac mac = mac(decodedKey);
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(body);
    }

    @Override
    public String toString() {
        return "SigningSecret[hidden]";
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("secret: no base64 after " + PREFIX, e);
        }
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this Java", e);
        }
    }
}
