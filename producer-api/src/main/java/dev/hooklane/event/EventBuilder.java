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
 * Builds an event from its data and, optionally, an id and a timestamp. For use by one thread.
 *
 * <p>By default the event gets {@link EventId#random a new id that sorts by the timestamp}. The
 * default timestamp is the moment of {@link #build}, to the millisecond.
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
     * Sets the caller's own id, which must be unique forever. Publish a repeat of an event under
     * the same id: within a day, Hooklane delivers it once.
     */
    public EventBuilder id(EventId ownId) {
        this.id = ownId;
        return this;
    }

    /** Sets when the event happened, in the years 1970 to 9999; {@link #build} checks the range. */
    public EventBuilder timestamp(Instant happened) {
        this.timestamp = happened;
        return this;
    }

    /**
     * Sets the data to what Jackson writes as a JSON object: a record, a bean, a map, a tree.
     *
     * @throws InvalidEventException if Jackson can't write it
     */
    public EventBuilder data(Object data) {
        return data(data, MAPPER);
    }

    /**
     * Sets the data to what {@code mapper} writes as a JSON object.
     *
     * @throws InvalidEventException if {@code mapper} can't write it
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
     * Sets the data as JSON text: one object, which {@link #build} checks.
     *
     * @throws InvalidEventException if the text has half of a surrogate pair, which UTF-8 can't
     *     encode
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

    /**
     * Sets the data as JSON text in UTF-8: one object, which {@link #build} checks. The array is
     * not copied; don't change it before {@link #build}.
     */
    public EventBuilder dataJson(byte[] json) {
        this.dataJson = json;
        return this;
    }

    /**
     * Returns the event, with its payload in canonical form.
     *
     * @throws InvalidEventException if the data is missing or is not a JSON object, the timestamp
     *     is out of range, or the payload is over 256 KiB; the message names the field, its value
     *     and the limit in one line
     */
    public Event build() {
        try {
            Instant time =
                    timestamp != null ? timestamp : Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Rfc3339 checkedTime = Rfc3339.of(time);
            EventId eventId = id != null ? id : EventId.random(time, RANDOM);
            return envelope().event(eventId, id != null, type, checkedTime);
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
