package dev.hooklane.token;

import java.time.Duration;

/** What a token server did. */
public sealed interface TokenAnswer {
    /**
     * It gave a token.
     *
     * @param text as it stands in a header
     * @param keptFor how long it may be used; zero for those who wait for it now
     */
    record Granted(String text, Duration keptFor) implements TokenAnswer {
        @Override
        public String toString() {
            return "Granted[hidden, kept for %s]".formatted(keptFor);
        }
    }

    /**
     * It gave none.
     *
     * @param detail one line for the customer's engineer
     */
    record Denied(String detail) implements TokenAnswer {}
}
