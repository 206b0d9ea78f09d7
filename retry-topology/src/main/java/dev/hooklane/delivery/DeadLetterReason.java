package dev.hooklane.delivery;

import java.util.Locale;

/** Why a delivery became a dead letter. */
public enum DeadLetterReason {
    /** Every attempt of the schedule failed, or the one attempt of a manual retry did. */
    EXHAUSTED,
    /** The endpoint answered 410 Gone. */
    GONE,
    /** The endpoint was disabled when the attempt was due. */
    ENDPOINT_DISABLED,
    /** The endpoint was paused when the attempt was due. */
    ENDPOINT_PAUSED,
    /** Hooklane failed each time the delivery was due. */
    INTERNAL_ERROR,
    /** Kafka refused the record that the delivery would have waited in for its next attempt. */
    UNWRITABLE;

    /** Returns the name in headers, history, metrics and the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the reason with that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DeadLetterReason ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
