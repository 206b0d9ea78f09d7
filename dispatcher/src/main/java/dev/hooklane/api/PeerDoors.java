package dev.hooklane.api;

import dev.hooklane.peer.PeerTokens;

/**
 * The tokens that other instances may use, by path: those that hand over requests have a key that
 * opens nothing else.
 */
record PeerDoors(PeerTokens asking, PeerTokens handingOver) {
    private static final String LISTENERS = "/v1/listeners/";
    private static final String REQUESTS = "/requests";

    /** Returns the tokens that are good for a path. */
    PeerTokens of(String path) {
        return isHandOver(path) ? handingOver : asking;
    }

    static boolean isHandOver(String path) {
        return path.startsWith(LISTENERS) && path.endsWith(REQUESTS);
    }
}
