package dev.hooklane.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** The body of a publishing request for many: each event cut out as it was written. */
final class EventBatch {
    static final int EVENTS_MAX = 500;

    /** 500 events of 16 KiB, or 32 of the largest. */
    static final int BYTES_MAX = 8 << 20;

    private static final String EVENTS = "events";
    private static final Set<String> FIELDS = Set.of(EVENTS);
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(TokenStreamFactory.Feature.CHARSET_DETECTION).build();

    private EventBatch() {}

    /**
     * Takes a body apart.
     *
     * @return the bodies of its events, unread
     * @throws ProblemException if it is not {@code {"events":[…]}} with 1 to {@link #EVENTS_MAX}
     *     objects
     */
    static List<byte[]> read(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problem.malformed("the body is not a JSON object");
            }
            String name = parser.nextName();
            if (name == null) {
                throw Problem.invalid(EVENTS, "events is missing");
            }
            if (!name.equals(EVENTS)) {
                throw JsonFields.unknown(name, FIELDS);
            }
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw Problem.invalid(EVENTS, "events is not an array of objects");
            }
            List<byte[]> events = events(body, parser);
            String next = parser.nextName();
            if (next != null) {
                throw JsonFields.unknown(next, FIELDS);
            }
            if (parser.nextToken() != null) {
                throw Problem.malformed("the body is not JSON: more follows its end");
            }
            return events;
        } catch (JacksonException e) {
            throw JsonFields.notJson(e);
        }
    }

    private static List<byte[]> events(byte[] body, JsonParser parser) {
        List<byte[]> events = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw Problem.invalid(
                        EVENTS, "events[%d] is not an object".formatted(events.size()));
            }
            if (events.size() == EVENTS_MAX) {
                throw Problem.invalid(
                        EVENTS,
                        "events has more entries than the limit of %d".formatted(EVENTS_MAX));
            }
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            events.add(
                    Arrays.copyOfRange(
                            body, start, (int) parser.currentLocation().getByteOffset()));
        }
        if (events.isEmpty()) {
            throw Problem.invalid(
                    EVENTS, "events is empty; 1 to %d are allowed".formatted(EVENTS_MAX));
        }
        return events;
    }
}
