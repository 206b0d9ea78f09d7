package dev.hooklane.e2e;

import dev.hooklane.e2e.judge.Event;

/** A way to publish an event. Called by many threads at once. */
@FunctionalInterface
interface Publisher {
    /** Publishes it and returns what is known of it then. */
    Event publish(Event event);
}
