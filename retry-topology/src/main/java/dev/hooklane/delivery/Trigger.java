package dev.hooklane.delivery;

/** What made a delivery's next attempt happen. */
public enum Trigger {
    /** An event was published, and every retry of the schedule after it. */
    EVENT,
    /** The test button. */
    TEST,
    /** Somebody retried one dead letter by hand; one attempt, then back to the dead letters. */
    MANUAL,
    /** A replay job, likewise one attempt. */
    REPLAY;

    /** The name in headers, history and the API. */
    public String wireName() {
        return switch (this) {
            case EVENT -> "event";
            case TEST -> "test";
            case MANUAL -> "manual";
            case REPLAY -> "replay";
        };
    }

    /**
     * The trigger of that name.
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
