package dev.hooklane.rights;

import dev.hooklane.config.Role;
import java.util.Locale;

/** Who needs rights in Kafka. */
public enum RightHolder {
    /** Every instance, whatever its roles. */
    INSTANCE,
    /** An instance with this role, beyond the rights of every instance. */
    FAN_OUT,
    /** An instance with this role, beyond the rights of every instance. */
    DELIVERY,
    /** An instance with this role, beyond the rights of every instance. */
    CONTROL_PLANE,
    /** An instance with this role, beyond the rights of every instance. */
    SOURCES,
    /** A user that runs {@code hooklane topics apply}. */
    TOPICS_APPLY,
    /** A service that publishes events with a Kafka client. */
    PUBLISHER;

    static RightHolder of(Role role) {
        return switch (role) {
            case FAN_OUT -> FAN_OUT;
            case DELIVERY -> DELIVERY;
            case CONTROL_PLANE -> CONTROL_PLANE;
            case SOURCES -> SOURCES;
        };
    }

    /** Returns its name in files and messages, such as {@code fan-out}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
