package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Marks the calls that this process makes to its own API on behalf of someone elsewhere, so that
 * the API counts wrong keys for, and writes down, that person's address. The calls carry a word
 * that only this process knows; the same headers from anyone else are ignored. Any thread may use
 * it.
 */
public final class OwnCalls {
    private static final String WORD = "Hooklane-Own-Call";
    private static final String ADDRESS = "Hooklane-Own-Call-For";
    private static final int RANDOM_BYTES = 32;

    private final String word;

    /** Makes a new word, for one process. */
    public OwnCalls(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        this.word = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the headers of a call on behalf of someone at that address. */
    public Map<String, String> headers(String address) {
        return Map.of(WORD, word, ADDRESS, address);
    }

    /**
     * Returns where a request comes from.
     *
     * @param header the request's headers
     * @param peer the address that opened the connection
     */
    public String address(Function<String, @Nullable String> header, String peer) {
        String sent = header.apply(WORD);
        String behind = header.apply(ADDRESS);
        boolean own =
                sent != null && MessageDigest.isEqual(sent.getBytes(UTF_8), word.getBytes(UTF_8));
        return own && behind != null ? behind : peer;
    }
}
