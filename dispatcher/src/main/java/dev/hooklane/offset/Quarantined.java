package dev.hooklane.offset;

import java.util.Locale;

/** The form in which an outcome that Kafka refused was kept. */
public enum Quarantined {
    /** A dead letter, with its attempts cut to a minimum. */
    DEAD_LETTER,
    /** Its history alone, or a note on the rejected topic. */
    LEAST,
    /** Refused in every form; tried again each minute. */
    HELD_BACK;

    /** Returns the name in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
