package dev.hooklane.e2e.load;

import dev.hooklane.e2e.judge.Event;

/** A way to publish an event. Many threads call it at once. */
@FunctionalInterface
interface Publisher {
    /** Publishes the event and returns it with its known fate. */
    Event publish(Event event);
}
