package dev.hooklane.event;

import java.time.Instant;

/**
 * Something that happened, and the payload that describes it.
 *
 * <p>Events come only from {@link #of}, {@link #builder} and {@link EventReader}. The payload is
 * therefore canonical and within its limit, and holds the same id, type and timestamp.
 */
public final class Event {
    private final EventId id;
    private final EventType type;
    private final Instant timestamp;
    private final Payload payload;
    private final boolean idGiven;

    Event(EventId id, boolean idGiven, EventType type, Instant timestamp, Payload payload) {
        this.id = id;
        this.idGiven = idGiven;
        this.type = type;
        this.timestamp = timestamp;
        this.payload = payload;
    }

    /**
     * Returns an event that happened now, with a new id.
     *
     * @param data anything that Jackson writes as a JSON object: a record, a bean, a map, a tree
     * @throws InvalidEventException if the data is not a JSON object, or the payload is over 256
     *     KiB
     */
    public static Event of(EventType type, Object data) {
        return builder(type).data(data).build();
    }

    /** Starts an event that needs its own id or timestamp, or whose data is already JSON text. */
    public static EventBuilder builder(EventType type) {
        return new EventBuilder(type);
    }

    /**
     * Starts an event like {@link #builder(EventType)}, given the name of its type.
     *
     * @throws IllegalArgumentException if {@code type} is not a valid event type
     */
    public static EventBuilder builder(String type) {
        return new EventBuilder(new EventType(type));
    }

    /** Returns the id, which the payload holds too. */
    public EventId id() {
        return id;
    }

    /**
     * Returns whether the caller chose the id, so that an event with the same id is a repeat of
     * this one; otherwise the id was made with the event.
     */
    public boolean idGiven() {
        return idGiven;
    }

    /** Returns the event type, which the payload holds too. */
    public EventType type() {
        return type;
    }

    /** Returns when the event happened. */
    public Instant timestamp() {
        return timestamp;
    }

    /** Returns the canonical JSON that is stored, signed and sent. */
    public Payload payload() {
        return payload;
    }

    /** Two events are equal if their payloads are; the payload holds everything else. */
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
