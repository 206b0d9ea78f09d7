package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.JsonText;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The body of a request that publishes a batch. Each event is cut out as it was written. */
final class EventBatch {
    static final int EVENTS_MAX = 500;

    /** 500 events of 16 KiB, or 32 of the largest. */
    static final int BYTES_MAX = 8 << 20;

    private static final String EVENTS = "events";
    private static final Set<String> FIELDS = Set.of(EVENTS);
    private static final JsonFactory JSON = JsonText.factory().build();

    /** Shorter than any JSON that can precede a list. */
    private static final byte[] BEFORE_REST = "{\"\":0".getBytes(US_ASCII);

    private EventBatch() {}

    /**
     * Splits a body. Only the list itself is parsed. An entry may be anything, so that a bad event
     * is refused alone.
     *
     * @return its 1 to {@link #EVENTS_MAX} entries, unparsed
     * @throws ProblemException if it is not {@code {"events":[…]}}
     */
    static List<byte[]> read(byte[] body) {
        JsonSlices slices = new JsonSlices(body, listStart(body));
        List<byte[]> events = new ArrayList<>();
        while (slices.hasNext()) {
            if (events.size() == EVENTS_MAX) {
                throw Problem.invalid(
                        EVENTS,
                        "events has more entries than the limit of %d".formatted(EVENTS_MAX));
            }
            events.add(slices.next());
        }
        requireEnd(body, slices.end());
        if (events.isEmpty()) {
            throw Problem.invalid(
                    EVENTS, "events is empty; 1 to %d are allowed".formatted(EVENTS_MAX));
        }
        return events;
    }

    /**
     * Returns the offset behind the list's opening bracket. All characters up to there are ASCII,
     * so that they are as many as the bytes.
     */
    private static int listStart(byte[] body) {
        try (JsonParser parser = parser(body)) {
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
            return (int) parser.currentLocation().getCharOffset();
        } catch (JacksonException e) {
            throw JsonFields.notJson(e);
        }
    }

    /**
     * Returns a parser that takes malformed bytes for U+FFFD, which no field of a batch has. The
     * list may hold them, as a bad event is refused alone.
     */
    private static JsonParser parser(byte[] json) {
        return JSON.createParser(
                ObjectReadContext.empty(),
                new InputStreamReader(new ByteArrayInputStream(json), UTF_8));
    }

    /** Parses the rest of the body as the end of an object whose first field is already read. */
    private static void requireEnd(byte[] body, int from) {
        byte[] rest = Arrays.copyOfRange(body, from - BEFORE_REST.length, body.length);
        System.arraycopy(BEFORE_REST, 0, rest, 0, BEFORE_REST.length);
        try (JsonParser parser = parser(rest)) {
            parser.nextToken();
            parser.nextName();
            parser.nextToken();
            String next = parser.nextName();
            if (next != null) {
                throw JsonFields.unknown(next, FIELDS);
            }
            if (parser.nextToken() != null) {
                throw Problem.malformed("the body is not JSON: more follows its end");
            }
        } catch (JacksonException e) {
            throw JsonFields.notJson(e);
        }
    }
}
