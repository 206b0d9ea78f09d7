package dev.hooklane.replay;

import java.util.Locale;

/** Why a replay skips a requested delivery. */
public enum SkipReason {
    /** The events topic no longer holds the payload. */
    PAYLOAD_GONE,
    /** The event already has a delivery to the endpoint. */
    HAD_DELIVERY;

    /** Returns the name in records, metrics and the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the reason with that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SkipReason ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
