package dev.hooklane.fuzz;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventTypes;
import java.time.Instant;
import java.util.Map;

/** Events as plain JSON: accepted ones become payloads that read as the same event. */
final class EventFuzz {
    private static final EventReader READER = new EventReader(EventTypes.defaults());

    private EventFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedRecord record = FuzzedRecord.of(input);
        READER.readAccount(record.key(), record.headers());
        EventReading whole = READER.readNew(input, Instant.EPOCH, () -> new EventId("evt_new"));
        EventReading reading = READER.read(input, Map.of(), Instant.EPOCH);
        if (reading instanceof EventReading.Accepted) {
            // What is recognised as canonical at a glance is what the full reader makes of it.
            Promise.isKept(whole, reading);
        }
        stable(READER, reading);
    }

    static void stable(EventReader reader, EventReading reading) {
        if (reading instanceof EventReading.Accepted(Event event)) {
            Promise.isKept(reading, reader.read(event.payload().bytes(), Map.of(), Instant.MAX));
        }
    }
}
