package dev.hooklane.lane;

import java.util.Locale;

/**
 * The bounds of this instance's memory. A bound that is reached keeps due deliveries in Kafka for
 * now.
 */
public enum Bound {
    /** {@code delivery.max-admitted}, including uncommitted outcomes. */
    ADMITTED,
    /** {@code delivery.max-admitted-bytes}. */
    ADMITTED_BYTES,
    /** {@code delivery.max-in-flight}. */
    IN_FLIGHT,
    /** The attempts that wait for a CPU before they begin. */
    CPU,
    /** One partition's window of offsets, above the lowest that is not done. */
    WINDOW;

    /** Returns the name in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
