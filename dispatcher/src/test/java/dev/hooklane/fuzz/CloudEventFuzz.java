package dev.hooklane.fuzz;

import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventTypes;
import java.time.Instant;
import java.util.Map;

/** CloudEvents: structured from the whole input, binary from its headers and value. */
final class CloudEventFuzz {
    private static final EventReader READER = new EventReader(EventTypes.defaults());
    private static final Map<String, String> STRUCTURED =
            Map.of("content-type", "application/cloudevents+json; charset=utf-8");

    private CloudEventFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        EventFuzz.stable(READER, READER.read(input, STRUCTURED, Instant.EPOCH));
        FuzzedRecord record = FuzzedRecord.of(input);
        EventFuzz.stable(READER, READER.read(record.value(), record.headers(), Instant.EPOCH));
    }
}
