package dev.hooklane.config;

import java.util.Locale;

/** A part of the work that an instance can take on. */
public enum Role {
    /** Turns events into deliveries. */
    FAN_OUT,
    /** Sends deliveries. */
    DELIVERY,
    /** Serves the API. */
    CONTROL_PLANE,
    /** Reads the topics of sources, and publishes what they become. */
    SOURCES;

    /**
     * Returns the name in settings: {@code fan-out}, {@code delivery}, {@code control-plane},
     * {@code sources}.
     */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
