package dev.hooklane.replay;

import java.util.Locale;

/** Why a replay passes over something that it was asked for. */
public enum SkipReason {
    /** The events topic no longer holds the payload. */
    PAYLOAD_GONE,
    /** The event has a delivery to the endpoint already. */
    HAD_DELIVERY;

    /** The name in records, metrics and the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reason of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SkipReason ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
