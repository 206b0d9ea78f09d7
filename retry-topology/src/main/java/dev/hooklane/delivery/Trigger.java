package dev.hooklane.delivery;

/** What caused a delivery's next attempt. */
public enum Trigger {
    /** The event was published. This includes every retry of the schedule. */
    EVENT,
    /** The Test button. */
    TEST,
    /**
     * A manual retry of one dead letter: one attempt; if it fails, the delivery is a dead letter
     * again.
     */
    MANUAL,
    /** A replay; also one attempt. */
    REPLAY;

    /** Returns the name in headers, history and the API. */
    public String wireName() {
        return switch (this) {
            case EVENT -> "event";
            case TEST -> "test";
            case MANUAL -> "manual";
            case REPLAY -> "replay";
        };
    }

    /**
     * Returns the trigger with that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Trigger ofWireName(String name) {
        for (Trigger trigger : values()) {
            if (trigger.wireName().equals(name)) {
                return trigger;
            }
        }
        throw new IllegalArgumentException(
                "trigger '%s' is not event, test, manual or replay".formatted(name));
    }
}
