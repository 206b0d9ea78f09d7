package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.SecretCipher;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Encrypts secrets with a Tink keyset. Any thread may call it.
 *
 * <p>The endpoint's id is the associated data: a sealed secret can't be opened as that of another
 * endpoint.
 */
public final class TinkSecretCipher implements SecretCipher {
    /**
     * Everything encrypted by a key of Tink's output prefix type TINK begins with this and the
     * key's id.
     */
    private static final byte PREFIX_START = 1;

    private static final int PREFIX_BYTES = 5;

    private final Aead aead;
    private final Optional<Aead> former;
    private final boolean otherKeys;
    private final byte[] primaryPrefix;

    private TinkSecretCipher(SecretKeys keys, Optional<SecretKeys> former) {
        this.aead = keys.aead();
        this.former = former.map(SecretKeys::aead);
        this.otherKeys = keys.size() > 1;
        this.primaryPrefix = keys.primaryPrefix();
    }

    /**
     * Returns the cipher of a keyset in Tink's JSON format.
     *
     * @throws IllegalArgumentException if it is not a keyset, or its keys don't encrypt
     */
    public static TinkSecretCipher of(String keyset) {
        return of(SecretKeys.parse(keyset), Optional.empty());
    }

    /**
     * Returns the cipher that seals with a keyset.
     *
     * @param former opens what it sealed too
     */
    static TinkSecretCipher of(SecretKeys keys, Optional<SecretKeys> former) {
        return new TinkSecretCipher(keys, former);
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
            return new String(decrypt(bytes, associatedData(endpoint)), UTF_8);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "endpoint %s: no key of secrets.key decrypts its secret".formatted(endpoint),
                    e);
        }
    }

    @Override
    public String seal(byte[] bound, byte[] plain) {
        try {
            return Base64.getEncoder().encodeToString(aead.encrypt(plain, bound));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("bytes can't be encrypted", e);
        }
    }

    @Override
    public byte[] open(byte[] bound, String sealed) {
        try {
            return decrypt(Base64.getDecoder().decode(sealed), bound);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of secrets.key decrypts it", e);
        }
    }

    private byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
        try {
            return aead.decrypt(sealed, bound);
        } catch (GeneralSecurityException e) {
            if (former.isEmpty()) {
                throw e;
            }
            return former.get().decrypt(sealed, bound);
        }
    }

    @Override
    public boolean hasOtherKeys() {
        return otherKeys;
    }

    @Override
    public boolean isCurrent(String sealed) {
        byte[] bytes = Base64.getDecoder().decode(sealed);
        return bytes.length > primaryPrefix.length
                && Arrays.equals(
                        bytes, 0, primaryPrefix.length, primaryPrefix, 0, primaryPrefix.length);
    }

    @Override
    public Optional<String> keyOf(String sealed) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= PREFIX_BYTES || bytes[0] != PREFIX_START) {
            return Optional.empty();
        }
        return Optional.of(Integer.toUnsignedString(ByteBuffer.wrap(bytes, 1, 4).getInt()));
    }

    private static byte[] associatedData(EndpointId endpoint) {
        return endpoint.value().getBytes(UTF_8);
    }
}
