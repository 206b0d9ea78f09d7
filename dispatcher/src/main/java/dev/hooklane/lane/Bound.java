package dev.hooklane.lane;

import java.util.Locale;

/** What may keep a due delivery in Kafka for now: the bounds of this instance's memory. */
public enum Bound {
    /** {@code delivery.max-admitted}, outcomes that are not committed included. */
    ADMITTED,
    /** {@code delivery.max-admitted-bytes}. */
    ADMITTED_BYTES,
    /** {@code delivery.max-in-flight}. */
    IN_FLIGHT,
    /** The window of offsets above the lowest that is not done, of one partition. */
    WINDOW;

    /** The name in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
