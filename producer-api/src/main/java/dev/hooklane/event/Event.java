package dev.hooklane.event;

import java.time.Instant;

/**
 * A thing that happened, with the payload that tells of it.
 *
 * <p>Made by {@link #of} and {@link #builder}, or read by {@link EventReader}; these see to it that
 * the payload holds the same id, type and timestamp as the record does.
 *
 * @param timestamp when it happened
 * @param payload the canonical JSON that is stored, signed and sent
 */
public record Event(EventId id, EventType type, Instant timestamp, Payload payload) {

    /**
     * An event that happened now, with a new id.
     *
     * @param data anything that Jackson writes as a JSON object: a record, a bean, a map, a tree
     * @throws InvalidEventException if the data is no JSON object, or the payload is over 256 KiB
     */
    public static Event of(EventType type, Object data) {
        return builder(type).data(data).build();
    }

    /** Starts an event whose id, timestamp or ready JSON the caller has. */
    public static EventBuilder builder(EventType type) {
        return new EventBuilder(type);
    }

    /**
     * The same for a type's name.
     *
     * @throws IllegalArgumentException if no event type can have this name
     */
    public static EventBuilder builder(String type) {
        return new EventBuilder(new EventType(type));
    }
}
