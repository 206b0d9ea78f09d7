package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The key that seals the calls between instances: derived from each key of {@code secrets.key} by
 * HKDF-SHA256 (RFC 5869). The keys of the keyset are random, so the salt is empty (RFC 5869, 3.1);
 * the purpose is the info. Immutable.
 */
public final class PeerKey {
    private static final String INFO = "hooklane peers 1";
    private static final String ID_INFO = "hooklane peers 1 id";
    private static final int KEY_BYTES = 32;

    private PeerKey() {}

    /**
     * Returns the cipher of the derived keys.
     *
     * @throws IllegalArgumentException if a key is not an AES-GCM key
     */
    public static TinkSecretCipher cipher(String keyset) {
        try {
            KeysetHandle master =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            return TinkSecretCipher.of(
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            derived(master), AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "secrets.key has no AES-GCM keys; `hooklane secrets new-key` makes one", e);
        }
    }

    private static KeysetHandle derived(KeysetHandle master) throws GeneralSecurityException {
        KeysetHandle.Builder builder =
                KeysetHandle.newBuilder().setConfiguration(AeadConfig2026.get());
        for (int i = 0; i < master.size(); i++) {
            if (!(master.getAt(i).getKey() instanceof AesGcmKey key)) {
                throw new GeneralSecurityException("a key of another kind");
            }
            KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(derived(key));
            builder.addEntry(master.getAt(i).isPrimary() ? entry.makePrimary() : entry);
        }
        return builder.build();
    }

    @AccessesPartialKey
    private static AesGcmKey derived(AesGcmKey master) throws GeneralSecurityException {
        byte[] secret = master.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        return AesGcmKey.builder()
                .setParameters(
                        AesGcmParameters.builder()
                                .setKeySizeBytes(KEY_BYTES)
                                .setIvSizeBytes(12)
                                .setTagSizeBytes(16)
                                .setVariant(AesGcmParameters.Variant.TINK)
                                .build())
                .setKeyBytes(
                        SecretBytes.copyFrom(
                                hkdf(secret, INFO, KEY_BYTES), InsecureSecretKeyAccess.get()))
                .setIdRequirement(ByteBuffer.wrap(hkdf(secret, ID_INFO, 4)).getInt())
                .build();
    }

    private static byte[] hkdf(byte[] secret, String info, int length)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract()
                                .addIKM(secret)
                                .thenExpand(info.getBytes(UTF_8), length));
    }
}
