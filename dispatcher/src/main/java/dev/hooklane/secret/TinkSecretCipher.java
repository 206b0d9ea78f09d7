package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.SecretCipher;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Encrypts secrets with a Tink keyset. Any thread may call it.
 *
 * <p>A keyset holds several keys: the primary one encrypts, each decrypts what it encrypted. So a
 * key is replaced by adding a new primary one and leaving the old one in. The endpoint's id is the
 * associated data: a sealed secret can't be opened as that of another endpoint.
 */
public final class TinkSecretCipher implements SecretCipher {
    private static final Configuration CONFIGURATION = AeadConfig2026.get();

    private final Aead aead;

    private TinkSecretCipher(Aead aead) {
        this.aead = aead;
    }

    /**
     * The cipher of a keyset in Tink's JSON format.
     *
     * @throws IllegalArgumentException if it is none, or its keys don't encrypt
     */
    public static TinkSecretCipher of(String keyset) {
        try {
            KeysetHandle handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            keyset, CONFIGURATION, InsecureSecretKeyAccess.get());
            return new TinkSecretCipher(handle.getPrimitive(CONFIGURATION, Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "secrets.key is no Tink keyset of AEAD keys, as `hooklane secrets new-key`"
                            + " prints one",
                    e);
        }
    }

    /** A new keyset of one random AES-256-GCM key, in Tink's JSON format. */
    public static String generateKeyset() {
        try {
            KeysetHandle handle =
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, CONFIGURATION);
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    handle, CONFIGURATION, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't make an AES-256-GCM key", e);
        }
    }

    @Override
    public String seal(EndpointId endpoint, String secret) {
        try {
            byte[] sealed = aead.encrypt(secret.getBytes(UTF_8), associatedData(endpoint));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "endpoint %s: its secret can't be encrypted".formatted(endpoint), e);
        }
    }

    @Override
    public String open(EndpointId endpoint, String sealed) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            return new String(aead.decrypt(bytes, associatedData(endpoint)), UTF_8);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "endpoint %s: no key of secrets.key decrypts its secret".formatted(endpoint),
                    e);
        }
    }

    /** Bytes encrypted, as text that opens only together with what it is bound to. */
    public String seal(byte[] bound, byte[] plain) {
        try {
            return Base64.getEncoder().encodeToString(aead.encrypt(plain, bound));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("bytes can't be encrypted", e);
        }
    }

    /**
     * The bytes behind the text that {@link #seal(byte[], byte[])} made.
     *
     * @throws IllegalArgumentException if the key is another one, the text was changed, or it is
     *     bound to something else
     */
    public byte[] open(byte[] bound, String sealed) {
        try {
            return aead.decrypt(Base64.getDecoder().decode(sealed), bound);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of secrets.key decrypts it", e);
        }
    }

    private static byte[] associatedData(EndpointId endpoint) {
        return endpoint.value().getBytes(UTF_8);
    }
}
