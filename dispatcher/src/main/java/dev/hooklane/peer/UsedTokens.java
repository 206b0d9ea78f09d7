package dev.hooklane.peer;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokens that were used here and are still valid, so that none is used twice. Only instances
 * make tokens, so a stranger can't fill it. Any thread may use it.
 */
final class UsedTokens {
    /** More than an instance answers while a token is valid. */
    static final int MAX = 200_000;

    private final Map<String, Instant> validUntil = new HashMap<>();
    private Instant lookedAt = Instant.EPOCH;

    /**
     * Takes note of a token.
     *
     * @return false if it was used before, or there is no room to remember it
     */
    synchronized boolean use(String nonce, Instant until, Instant now) {
        if (validUntil.size() >= MAX || lookedAt.plus(PeerTokens.VALID).isBefore(now)) {
            validUntil.values().removeIf(now::isAfter);
            lookedAt = now;
        }
        return validUntil.size() < MAX && validUntil.putIfAbsent(nonce, until) == null;
    }

    synchronized int size() {
        return validUntil.size();
    }
}
