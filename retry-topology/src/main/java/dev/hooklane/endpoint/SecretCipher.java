package dev.hooklane.endpoint;

import java.util.Optional;

/** Encrypts secrets before they are written to Kafka; its implementation holds the key. */
public interface SecretCipher {
    /**
     * The secret encrypted, as text, bound to its endpoint so that it can't be moved to another.
     */
    String seal(EndpointId endpoint, String secret);

    /**
     * The secret behind the text that {@link #seal} made.
     *
     * @throws IllegalArgumentException if the key is another one or the text was changed
     */
    String open(EndpointId endpoint, String sealed);

    /** The id of the key that the text was sealed with; empty if it is none of {@link #seal}. */
    Optional<String> keyOf(String sealed);

    /** Whether there are keys beside the one that {@link #seal} uses. */
    boolean hasOtherKeys();

    /** Whether the text was sealed with the key that {@link #seal} uses now. */
    boolean isCurrent(String sealed);
}
