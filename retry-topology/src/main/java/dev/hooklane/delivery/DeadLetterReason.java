package dev.hooklane.delivery;

import java.util.Locale;

/** Why a delivery will not be attempted again by itself. */
public enum DeadLetterReason {
    /** Every attempt of the schedule failed, or the one attempt of a manual retry did. */
    EXHAUSTED,
    /** The endpoint answered 410 Gone. */
    GONE,
    /** The endpoint was disabled when the attempt was due. */
    ENDPOINT_DISABLED,
    /** The endpoint was paused when the attempt was due. */
    ENDPOINT_PAUSED,
    /** A fault of ours, each time that it was due. */
    INTERNAL_ERROR,
    /** Kafka refused the record that would have waited for its next attempt. */
    UNWRITABLE;

    /** The name in headers, history, metrics and the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reason of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DeadLetterReason ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
