package dev.hooklane.event;

import java.time.Instant;

/**
 * A thing that happened, with the payload that tells of it.
 *
 * <p>Made by {@link #of} and {@link #builder}, or read by {@link EventReader}, and in no other way:
 * so its payload is canonical, within its limit, and holds the same id, type and timestamp.
 */
public final class Event {
    private final EventId id;
    private final EventType type;
    private final Instant timestamp;
    private final Payload payload;

    Event(EventId id, EventType type, Instant timestamp, Payload payload) {
        this.id = id;
        this.type = type;
        this.timestamp = timestamp;
        this.payload = payload;
    }

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

    public EventId id() {
        return id;
    }

    public EventType type() {
        return type;
    }

    /** When it happened. */
    public Instant timestamp() {
        return timestamp;
    }

    /** The canonical JSON that is stored, signed and sent. */
    public Payload payload() {
        return payload;
    }

    /** Events with the same payload are the same: it holds all the rest. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Event event && payload.equals(event.payload);
    }

    @Override
    public int hashCode() {
        return payload.hashCode();
    }

    @Override
    public String toString() {
        return "Event[id=%s, type=%s, timestamp=%s, payload=%s]"
                .formatted(id, type, timestamp, payload);
    }
}
