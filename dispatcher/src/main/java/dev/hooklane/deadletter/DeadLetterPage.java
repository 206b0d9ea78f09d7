package dev.hooklane.deadletter;

import java.util.List;

/**
 * Some dead letters, the newest first.
 *
 * @param more whether there may be older ones: the limit was reached, or enough records were read
 */
public record DeadLetterPage(List<DeadLetter> letters, boolean more) {
    public DeadLetterPage {
        letters = List.copyOf(letters);
    }
}
