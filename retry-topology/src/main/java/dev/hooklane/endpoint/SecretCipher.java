package dev.hooklane.endpoint;

import java.util.Optional;

/** Encrypts credentials before they are written to Kafka; the implementation holds the keys. */
public interface SecretCipher {
    /**
     * Returns the encrypted secret as text, bound to its endpoint so that it can't be moved to
     * another.
     */
    String seal(EndpointId endpoint, String secret);

    /**
     * Returns the secret in a text that {@link #seal} made.
     *
     * @throws IllegalArgumentException if the text was sealed with an unknown key or was changed
     */
    String open(EndpointId endpoint, String sealed);

    /** Encrypts bytes as text that opens only together with what it is bound to. */
    String seal(byte[] bound, byte[] plain);

    /**
     * Decrypts the text that {@link #seal(byte[], byte[])} made.
     *
     * @throws IllegalArgumentException if the key is another one, the text was changed, or it is
     *     bound to something else
     */
    byte[] open(byte[] bound, String sealed);

    /** Returns the id of the key that sealed the text; empty if {@link #seal} did not make it. */
    Optional<String> keyOf(String sealed);

    /** Reports whether there are other keys than the one that {@link #seal} uses. */
    boolean hasOtherKeys();

    /** Reports whether the text was sealed with the key that {@link #seal} uses now. */
    boolean isCurrent(String sealed);
}
