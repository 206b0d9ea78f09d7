package dev.hooklane.secret;

import com.google.crypto.tink.DeterministicAead;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Encrypts bytes as text, and the same bytes as the same text: AES-SIV (RFC 5297). Who compares two
 * texts learns whether they are of the same bytes, and nothing else. Any thread may call it.
 */
public final class StableCipher {
    private final DeterministicAead aead;

    StableCipher(SecretKeys keys) {
        this.aead = keys.deterministicAead();
    }

    /** Encrypts bytes as text that opens only together with what it is bound to. */
    public String seal(byte[] bound, byte[] plain) {
        try {
            return Base64.getEncoder().encodeToString(aead.encryptDeterministically(plain, bound));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("bytes can't be encrypted", e);
        }
    }

    /**
     * Decrypts the text that {@link #seal} made.
     *
     * @throws IllegalArgumentException if the key is another one, the text was changed, or it is
     *     bound to something else
     */
    public byte[] open(byte[] bound, String sealed) {
        try {
            return aead.decryptDeterministically(Base64.getDecoder().decode(sealed), bound);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of secrets.key decrypts it", e);
        }
    }
}
