package dev.hooklane.event;

import java.util.Optional;

/** The event types that an {@link EventReader} accepts. */
public interface KnownTypes {
    /** Returns the type with exactly this name; empty if the name is unknown. */
    Optional<EventType> find(String name);

    /** Accepts every valid name; for reading events that were accepted before. */
    static KnownTypes any() {
        return name ->
                EventType.isValid(name) ? Optional.of(new EventType(name)) : Optional.empty();
    }
}
