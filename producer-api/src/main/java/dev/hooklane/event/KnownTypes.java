package dev.hooklane.event;

import java.util.Optional;

/** The event types that an {@link EventReader} accepts. */
public interface KnownTypes {
    /** The type of exactly this name; empty if it is not known. */
    Optional<EventType> find(String name);

    /** Every name that a type can have, for what was accepted before. */
    static KnownTypes any() {
        return name ->
                EventType.isValid(name) ? Optional.of(new EventType(name)) : Optional.empty();
    }
}
