package dev.hooklane.event;

/** What {@link EventReader} made of a record: an event, or why it is none. */
public sealed interface EventReading {

    record Accepted(Event event) implements EventReading {}

    /**
     * The record is no event.
     *
     * @param detail one line naming the thing, the value and the limit; never the event's data
     */
    record Rejected(RejectReason reason, String detail) implements EventReading {}
}
