package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Derives the AES-256-GCM key of one purpose from a master key, by HKDF-SHA256 (RFC 5869). The
 * master key is random, so the salt is empty (RFC 5869, 3.1); the purpose is the info.
 *
 * <p>The derived key has an id of its own, so that what it sealed is told apart from what the
 * master key sealed itself.
 */
final class Derivation {
    private static final int KEY_BYTES = 32;
    private static final int SIV_KEY_BYTES = 64;

    private Derivation() {}

    @AccessesPartialKey
    static AesGcmKey derive(AesGcmKey master, KeyPurpose purpose) throws GeneralSecurityException {
        String info = "hooklane %s 1".formatted(purpose.label());
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
                                hkdf(secret, info, KEY_BYTES), InsecureSecretKeyAccess.get()))
                .setIdRequirement(ByteBuffer.wrap(hkdf(secret, info + " id", 4)).getInt())
                .build();
    }

    /** Derives the AES-SIV key that belongs to the key of a purpose, with the same id. */
    @AccessesPartialKey
    static AesSivKey siv(AesGcmKey key) throws GeneralSecurityException {
        byte[] secret = key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        return AesSivKey.builder()
                .setParameters(
                        AesSivParameters.builder()
                                .setKeySizeBytes(SIV_KEY_BYTES)
                                .setVariant(AesSivParameters.Variant.TINK)
                                .build())
                .setKeyBytes(
                        SecretBytes.copyFrom(
                                hkdf(secret, "hooklane siv 1", SIV_KEY_BYTES),
                                InsecureSecretKeyAccess.get()))
                .setIdRequirement(key.getIdRequirementOrNull())
                .build();
    }

    /** Returns bytes derived from a secret: RFC 5869 with an empty salt. */
    static byte[] hkdf(byte[] secret, String info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract()
                                .addIKM(secret)
                                .thenExpand(info.getBytes(UTF_8), length));
    }
}
