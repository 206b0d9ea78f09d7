package dev.hooklane.lane;

import java.util.Locale;

/** What became of an outcome that Kafka refused. */
public enum Quarantined {
    /** A dead letter with the least of its attempts. */
    DEAD_LETTER,
    /** Its history alone, or a note on the rejected topic. */
    LEAST,
    /** Refused in every form; tried again each minute. */
    HELD_BACK;

    /** The name in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
