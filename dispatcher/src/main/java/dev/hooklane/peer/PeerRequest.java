package dev.hooklane.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The request that a token is good for, and no other. Its body is not part of this, so that it is
 * read only once the token is known to be good.
 *
 * @param peer the {@code host:port} of the instance that is asked
 * @param target the path and the query, as they are sent
 * @param partitions the header that names the wanted partitions
 */
public record PeerRequest(String peer, String method, String target, String partitions) {
    private static final String PURPOSE = "hooklane peer 1";

    /** Returns what the token is bound to. None of the parts can hold a line break. */
    byte[] bound() {
        return String.join("\n", PURPOSE, peer, method, target, partitions).getBytes(UTF_8);
    }
}
