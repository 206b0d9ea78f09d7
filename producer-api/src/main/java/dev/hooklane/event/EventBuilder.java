package dev.hooklane.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts an event together: its data, and where the caller has them its id and timestamp. For one
 * thread.
 *
 * <p>Without an id the event gets {@link EventId#random a new one that sorts by the timestamp};
 * without a timestamp it happened at the moment of {@link #build}, to the millisecond.
 */
public final class EventBuilder {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final EventType type;
    private @Nullable EventId id;
    private @Nullable Instant timestamp;
    private byte @Nullable [] dataJson;

    EventBuilder(EventType type) {
        this.type = type;
    }

    /**
     * An id of the caller's own, unique for ever: publishing the same event again under the same id
     * is how customers recognise the repeat.
     */
    public EventBuilder id(EventId ownId) {
        this.id = ownId;
        return this;
    }

    /** When it happened, in the years 1970 to 9999. */
    public EventBuilder timestamp(Instant happened) {
        this.timestamp = happened;
        return this;
    }

    /**
     * Data that Jackson writes as a JSON object: a record, a bean, a map, a tree.
     *
     * @throws InvalidEventException if Jackson can't write it
     */
    public EventBuilder data(Object data) {
        return data(data, MAPPER);
    }

    /**
     * Data that this mapper writes as a JSON object.
     *
     * @throws InvalidEventException if the mapper can't write it
     */
    public EventBuilder data(Object data, ObjectMapper mapper) {
        try {
            return dataJson(mapper.writeValueAsBytes(data));
        } catch (JacksonException e) {
            throw new InvalidEventException(
                    RejectReason.BAD_DATA,
                    "data of class %s can't be written as JSON: %s"
                            .formatted(data.getClass().getName(), e.getOriginalMessage()),
                    e);
        }
    }

    /**
     * Data that is JSON text already: one object.
     *
     * @throws InvalidEventException if half of a surrogate pair is in it, which has no UTF-8
     */
    public EventBuilder dataJson(String json) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return dataJson(bytes);
        } catch (CharacterCodingException e) {
            throw new InvalidEventException(
                    RejectReason.NOT_JSON,
                    "data has half of a surrogate pair at char %d, which can't be sent as it is"
                            .formatted(loneSurrogate(json)),
                    e);
        }
    }

    private static int loneSurrogate(String text) {
        int at = 0;
        while (at < text.length()
                && !(Character.isBmpCodePoint(text.codePointAt(at))
                        && Character.isSurrogate(text.charAt(at)))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** Data that is JSON text in UTF-8 already: one object. The array is read by {@link #build}. */
    public EventBuilder dataJson(byte[] json) {
        this.dataJson = json;
        return this;
    }

    /**
     * The event, with its payload in canonical form.
     *
     * @throws InvalidEventException if the data is missing or no JSON object, the timestamp is out
     *     of range, or the payload is over 256 KiB; the message names the thing, the value and the
     *     limit in one line
     */
    public Event build() {
        try {
            Instant time =
                    timestamp != null ? timestamp : Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Rfc3339 checkedTime = Rfc3339.of(time);
            EventId eventId = id != null ? id : EventId.random(time, RANDOM);
            return envelope().event(eventId, type, checkedTime);
        } catch (Rejection e) {
            throw new InvalidEventException(e.reason(), e.detail());
        }
    }

    private Envelope envelope() {
        Envelope envelope = new Envelope();
        if (dataJson == null) {
            return envelope;
        }
        return EventJson.read(
                dataJson,
                parser -> {
                    envelope.data(parser);
                    return envelope;
                });
    }
}
