package dev.hooklane.spring.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;

/**
 * An event that the service published.
 *
 * @param account the account whose endpoints would get it
 * @param event the event, as Hooklane reads it from the topic
 */
public record AccountEvent(AccountId account, Event event) {

    /** Returns the event type's name, such as {@code conversation.created}. */
    public String type() {
        return event.type().value();
    }

    /** Returns the JSON that endpoints would receive, byte for byte. */
    public String json() {
        return new String(event.payload().bytes(), UTF_8);
    }

    /** With the JSON: tests have no customers' data. */
    @Override
    public String toString() {
        return account + " " + json();
    }
}
