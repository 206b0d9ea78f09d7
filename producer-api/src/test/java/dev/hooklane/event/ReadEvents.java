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
        return switch (reading) {
            case EventReading.Accepted(Event event) -> event;
            case EventReading.Rejected(RejectReason reason, String detail) ->
                    throw new AssertionError(reason + ": " + detail);
        };
    }

    static EventReading.Rejected rejected(EventReading reading) {
        return switch (reading) {
            case EventReading.Accepted(Event event) ->
                    throw new AssertionError("accepted " + event);
            case EventReading.Rejected rejected -> rejected;
        };
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(Event event) {
        return new String(event.payload().bytes(), UTF_8);
    }
}
