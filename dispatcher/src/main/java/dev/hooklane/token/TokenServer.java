package dev.hooklane.token;

import dev.hooklane.attempt.NotAttemptedException;
import java.time.Duration;

/** Asks token servers. */
@FunctionalInterface
public interface TokenServer {
    /**
     * Asks for a token, on the calling thread.
     *
     * @throws NotAttemptedException if something on our side kept the server from being asked
     */
    TokenAnswer ask(TokenUse use, Duration patience);
}
