package dev.hooklane.http;

import dev.hooklane.endpoint.EndpointSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs with one secret. The two keyed contexts are made once and copied for each signature, which
 * saves the look-up of the algorithm and the hashing of the key.
 *
 * <p>Any thread may use it.
 */
final class Signer {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] NOTHING = {};

    private final Mac byText;
    private final Mac byKey;

    Signer(EndpointSecret secret) {
        byText = keyed(secret.text().getBytes(StandardCharsets.UTF_8));
        byKey = keyed(secret.keyBytes());
    }

    /**
     * Returns the body's HMAC under the secret's text (including its prefix), in lower-case hex.
     */
    String hex(byte[] body) {
        return HexFormat.of().formatHex(copy(byText).doFinal(body));
    }

    /**
     * Returns the Standard Webhooks signature without its {@code v1,}: base64 of the HMAC under the
     * key after the secret's prefix.
     *
     * @param idAndTime {@code id.timestamp.}, including both dots
     */
    String base64(byte[] idAndTime, byte[] body) {
        Mac mac = copy(byKey);
        mac.update(idAndTime);
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            // Makes it hash the key's block now, so that the copies don't have to.
            mac.update(NOTHING);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", e);
        }
    }
}
