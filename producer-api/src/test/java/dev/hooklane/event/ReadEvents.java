package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/** Records for the reader of events, and what it made of them. */
final class ReadEvents {
    static final Instant RECORD_TIME = Instant.parse("2024-01-15T10:30:00.250Z");

    static final String CANONICAL =
            "{\"id\":\"evt_1\",\"type\":\"bot.updated\",\"timestamp\":\"2024-01-15T10:30:00Z\",\"data\":{\"a\":1}}";

    private ReadEvents() {}

    static Event accepted(EventReading reading) {
        if (reading instanceof EventReading.Accepted accepted) {
            return accepted.event();
        }
        throw new AssertionError(reading);
    }

    static EventReading.Rejected rejected(EventReading reading) {
        if (reading instanceof EventReading.Rejected rejected) {
            return rejected;
        }
        throw new AssertionError(reading);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(Event event) {
        return new String(event.payload().bytes(), UTF_8);
    }
}
