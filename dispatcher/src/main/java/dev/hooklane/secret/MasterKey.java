package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key in a KMS that encrypts key files. The KMS opens a file once, when an instance starts; what
 * the file's keys encrypted needs no KMS.
 */
public final class MasterKey {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a file is bound to: no other use of the KMS's key opens it. */
    private static final byte[] BOUND = "hooklane secrets 1".getBytes(UTF_8);

    private final String uri;
    private final Aead kms;

    MasterKey(String uri, Aead kms) {
        this.uri = uri;
        this.kms = kms;
    }

    /**
     * Finds the key in its KMS.
     *
     * @param uri such as {@code aws-kms://arn:aws:kms:…} or {@code gcp-kms://projects/…}
     * @param credentials the file that the integration reads; if empty, it looks where its KMS's
     *     own tools look
     * @throws IllegalArgumentException if no integration on the class path supports the key
     * @throws KmsException if the credentials can't be used, or the KMS can't be reached
     */
    public static MasterKey of(String uri, Optional<String> credentials) {
        KmsClient client = KmsIntegrations.of(uri);
        return new MasterKey(
                uri,
                trying(
                        uri,
                        () ->
                                (credentials.isPresent()
                                                ? client.withCredentials(credentials.get())
                                                : client.withDefaultCredentials())
                                        .getAead(uri)));
    }

    /** Reports whether keys, as text, are encrypted by a KMS. */
    public static boolean isWrapped(String keys) {
        try {
            JsonNode json = JSON.readTree(keys);
            return isWrapped(json)
                    || json.path(DerivedKeys.KEYS).values().stream().anyMatch(MasterKey::isWrapped);
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isWrapped(JsonNode json) {
        return json.has("encryptedKeyset");
    }

    /**
     * Returns a keyset, or derived keys, encrypted by this key: as Tink writes encrypted keysets.
     *
     * @throws KmsException if the KMS can't be reached or refuses
     */
    public String wrap(String keys) {
        return each(keys, keyset -> trying(uri, () -> SecretKeys.parse(keyset).toJson(kms, BOUND)));
    }

    /**
     * Returns the keys that {@link #wrap} encrypted, in clear text.
     *
     * @throws KmsException if the KMS can't be reached or refuses
     */
    public String unwrap(String wrapped) {
        return each(
                wrapped,
                keyset -> trying(uri, () -> SecretKeys.parse(keyset, kms, BOUND).toJson()));
    }

    private static String each(String keys, UnaryOperator<String> change) {
        JsonNode json;
        try {
            json = JSON.readTree(keys);
        } catch (JacksonException e) {
            throw SecretKeys.noKeyset(e);
        }
        if (json.path(DerivedKeys.KEYS) instanceof ObjectNode derived) {
            derived.propertyStream()
                    .toList()
                    .forEach(entry ->
                            derived.set(
                                    entry.getKey(),
                                    JSON.readTree(
                                            change.apply(
                                                    JSON.writeValueAsString(entry.getValue())))));
            return JSON.writeValueAsString(json);
        }
        return change.apply(keys);
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws GeneralSecurityException;
    }

    /** Makes a call to the KMS; its clients throw what they like. */
    private static <T> T trying(String uri, Call<T> call) {
        try {
            return call.make();
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new KmsException("master key %s: %s".formatted(uri, innermost(e)), e);
        }
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    @Override
    public String toString() {
        return "MasterKey[%s]".formatted(uri);
    }
}
