package dev.hooklane.event;

/** The result of {@link EventReader}: an event, or why the record is rejected. */
public sealed interface EventReading {

    /** The record is this event. */
    record Accepted(Event event) implements EventReading {}

    /**
     * The record is not a valid event.
     *
     * @param detail one line that names the field, its value and the limit; never the event's data
     */
    record Rejected(RejectReason reason, String detail) implements EventReading {}
}
