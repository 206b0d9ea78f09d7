package dev.hooklane.http;

import com.google.crypto.tink.subtle.Ed25519Sign;
import dev.hooklane.endpoint.SigningKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signs with the private half of one key pair. Tink's Ed25519 takes about a quarter of the time
 * that the JDK's does.
 *
 * <p>Any thread may use it.
 */
final class KeySigner {
    private final Ed25519Sign sign;

    KeySigner(SigningKey key) {
        try {
            sign = new Ed25519Sign(key.privateBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key %s can't sign".formatted(key.id()), e);
        }
    }

    /**
     * Returns the Standard Webhooks signature without its {@code v1a,}.
     *
     * @param idAndTime {@code id.timestamp.}, including both dots
     */
    String base64(byte[] idAndTime, byte[] body) {
        byte[] signed = Arrays.copyOf(idAndTime, idAndTime.length + body.length);
        System.arraycopy(body, 0, signed, idAndTime.length, body.length);
        try {
            return Base64.getEncoder().encodeToString(sign.sign(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 can't sign", e);
        }
    }
}
