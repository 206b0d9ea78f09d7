package dev.hooklane.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig2026;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys that encrypt endpoints' secrets, oldest first: a Tink keyset. The primary key encrypts,
 * and each key decrypts what it encrypted. Immutable.
 *
 * <p>A key is replaced in steps, so that no instance ever meets a secret that it can't decrypt. A
 * new key is added and known to all instances, and then made primary. Everything that the other
 * keys encrypted is then encrypted again, and finally those keys are removed.
 */
public final class SecretKeys {
    private static final Configuration CONFIGURATION = AeadConfig2026.get();

    private final KeysetHandle keyset;

    private SecretKeys(KeysetHandle keyset) {
        this.keyset = keyset;
    }

    /** Makes one random AES-256-GCM key. */
    public static SecretKeys generate() {
        return made(
                () -> KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, CONFIGURATION));
    }

    /**
     * Reads a keyset in Tink's JSON format.
     *
     * @throws IllegalArgumentException if it is not a keyset
     */
    public static SecretKeys parse(String keyset) {
        try {
            return new SecretKeys(
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            keyset, CONFIGURATION, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw noKeyset(e);
        }
    }

    /** Returns the keyset in Tink's JSON format, with the keys in clear text. */
    public String toJson() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    keyset, CONFIGURATION, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset can't be written", e);
        }
    }

    /**
     * Reads a keyset that a KMS encrypted, in Tink's JSON format.
     *
     * @throws GeneralSecurityException if the KMS does not open it, or it is no encrypted keyset
     */
    static SecretKeys parse(String keyset, Aead kms, byte[] bound) throws GeneralSecurityException {
        return new SecretKeys(
                TinkJsonProtoKeysetFormat.parseEncryptedKeyset(keyset, kms, bound, CONFIGURATION));
    }

    /** Returns the keyset in Tink's JSON format, encrypted by a KMS. */
    String toJson(Aead kms, byte[] bound) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                keyset, kms, bound, CONFIGURATION);
    }

    /**
     * Returns a keyset with a new random key at the end, which decrypts but does not encrypt yet.
     */
    public SecretKeys withNewKey() {
        return made(() ->
                KeysetHandle.newBuilder(keyset)
                        .addEntry(
                                KeysetHandle.generateEntryFromParameters(
                                                PredefinedAeadParameters.AES256_GCM)
                                        .withRandomId())
                        .setConfiguration(CONFIGURATION)
                        .build());
    }

    /**
     * Returns a keyset with the newest key as the primary one.
     *
     * @throws IllegalArgumentException if it is the primary one already
     */
    public SecretKeys withNewestPrimary() {
        if (primaryAt() == keyset.size() - 1) {
            throw new IllegalArgumentException(
                    "its newest key, %s, encrypts already; add a new one first"
                            .formatted(primaryId()));
        }
        return made(() -> {
            KeysetHandle.Builder builder =
                    KeysetHandle.newBuilder(keyset).setConfiguration(CONFIGURATION);
            builder.getAt(builder.size() - 1).makePrimary();
            return builder.build();
        });
    }

    /**
     * Returns a keyset without the keys that are older than the primary one.
     *
     * @throws IllegalArgumentException if there are none
     */
    public SecretKeys withoutOlderKeys() {
        int older = primaryAt();
        if (older == 0) {
            throw new IllegalArgumentException(
                    "it has no key older than %s, the one that encrypts".formatted(primaryId()));
        }
        return made(() -> {
            KeysetHandle.Builder builder =
                    KeysetHandle.newBuilder(keyset).setConfiguration(CONFIGURATION);
            for (int i = 0; i < older; i++) {
                builder.deleteAt(0);
            }
            return builder.build();
        });
    }

    /** Returns how many keys there are. */
    public int size() {
        return keyset.size();
    }

    /** Returns the id of the key that encrypts, as Tink numbers them, in decimal. */
    public String primaryId() {
        return Integer.toUnsignedString(keyset.getPrimary().getId());
    }

    /** Returns the ids of all keys, oldest first, as Tink numbers them, in decimal. */
    public List<String> ids() {
        return IntStream.range(0, keyset.size())
                .mapToObj(at -> Integer.toUnsignedString(keyset.getAt(at).getId()))
                .toList();
    }

    /** Returns the bytes that everything encrypted by the primary key begins with. */
    byte[] primaryPrefix() {
        return keyset.getPrimary().getKey() instanceof AeadKey key
                ? key.getOutputPrefix().toByteArray()
                : new byte[0];
    }

    Aead aead() {
        try {
            return keyset.getPrimitive(CONFIGURATION, Aead.class);
        } catch (GeneralSecurityException e) {
            throw noKeyset(e);
        }
    }

    /**
     * Returns the keyset of one purpose: a key derived from each of these, in the same order and
     * with the same one primary.
     *
     * @throws IllegalArgumentException if a key is not an AES-GCM key
     */
    SecretKeys derived(KeyPurpose purpose) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder().setConfiguration(CONFIGURATION);
        try {
            for (int i = 0; i < keyset.size(); i++) {
                if (!(keyset.getAt(i).getKey() instanceof AesGcmKey key)) {
                    throw new IllegalArgumentException(
                            "secrets.key has a key that is not AES-GCM, %s; `hooklane secrets new-key` makes one"
                                    .formatted(ids().get(i)));
                }
                KeysetHandle.Builder.Entry entry =
                        KeysetHandle.importKey(Derivation.derive(key, purpose));
                builder.addEntry(keyset.getAt(i).isPrimary() ? entry.makePrimary() : entry);
            }
            return new SecretKeys(builder.build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the key for %s can't be derived".formatted(purpose.label()), e);
        }
    }

    /** Returns what encrypts and decrypts without a random part, by keys derived from these. */
    DeterministicAead deterministicAead() {
        Configuration configuration = DeterministicAeadConfig2026.get();
        KeysetHandle.Builder builder = KeysetHandle.newBuilder().setConfiguration(configuration);
        try {
            for (int i = 0; i < keyset.size(); i++) {
                if (!(keyset.getAt(i).getKey() instanceof AesGcmKey key)) {
                    throw new GeneralSecurityException("not an AES-GCM key");
                }
                KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(Derivation.siv(key));
                builder.addEntry(keyset.getAt(i).isPrimary() ? entry.makePrimary() : entry);
            }
            return builder.build().getPrimitive(configuration, DeterministicAead.class);
        } catch (GeneralSecurityException e) {
            throw noKeyset(e);
        }
    }

    private int primaryAt() {
        int at = 0;
        while (!keyset.getAt(at).isPrimary()) {
            at++;
        }
        return at;
    }

    @FunctionalInterface
    private interface Making {
        KeysetHandle make() throws GeneralSecurityException;
    }

    private static SecretKeys made(Making making) {
        try {
            return new SecretKeys(making.make());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't make an AES-256-GCM key", e);
        }
    }

    static IllegalArgumentException noKeyset(Exception cause) {
        return new IllegalArgumentException(
                "secrets.key is no Tink keyset of AEAD keys, as `hooklane secrets new-key` prints one",
                cause);
    }

    @Override
    public String toString() {
        return "SecretKeys[%d, primary %s]".formatted(size(), primaryId());
    }
}
