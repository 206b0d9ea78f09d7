package dev.hooklane.spring;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventTypes;

/**
 * Writes one event, which is not sent. Spring Boot 3.5 decides the version of Jackson's
 * annotations, but not that of Jackson 3, and older ones don't go together.
 */
final class JacksonCheck {
    /** Anything that has annotations to look for. */
    private record Probe(String text) {}

    private JacksonCheck() {}

    /**
     * @throws InvalidPublisherException if Jackson can't write events
     */
    static void check() {
        try {
            Event unused = Event.of(EventTypes.WEBHOOK_TEST, new Probe(""));
        } catch (LinkageError e) {
            throw new InvalidPublisherException(
                    "Jackson 3 finds no %s, as jackson-annotations is older than 2.21: set jackson-bom.version to 2.21.4, or use Spring Boot 3.5.16"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
