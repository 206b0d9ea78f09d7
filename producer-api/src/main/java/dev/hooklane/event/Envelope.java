package dev.hooklane.event;

import java.time.Instant;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The parts of an event while they are being gathered; {@link #event} checks them and joins them to
 * the payload.
 *
 * <p>The payload's order is id, type, timestamp, data, then other fields as they were written. Only
 * a field whose name is an array index stands before them all, since JavaScript puts it there.
 */
final class Envelope {
    private static final int FIRST_CAPACITY_BYTES = 512;

    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String timestamp;
    private @Nullable JsonBytes data;
    private @Nullable JsonBytes others;
    private @Nullable TreeMap<Long, JsonBytes> indexed;

    void id(@Nullable String value) {
        id = value;
    }

    void type(@Nullable String value) {
        type = value;
    }

    void timestamp(@Nullable String value) {
        timestamp = value;
    }

    /** Takes the value that the parser stands on for data. */
    void data(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Rejection(
                    RejectReason.BAD_DATA,
                    "data is " + EventJson.kind(parser.currentToken()) + ", not an object");
        }
        JsonBytes out = new JsonBytes(FIRST_CAPACITY_BYTES);
        new CanonicalJson(parser).copyValue(out, 1);
        data = out;
    }

    /** Keeps the value that the parser stands on as one more field. */
    void other(String name, JsonParser parser) {
        JsonBytes out;
        long index = ArrayIndex.of(name);
        if (index != ArrayIndex.NONE) {
            indexed = indexed == null ? new TreeMap<>() : indexed;
            out = new JsonBytes(64);
            indexed.put(index, out);
        } else {
            others = others == null ? new JsonBytes(64) : others;
            others.put(',');
            out = others;
        }
        out.putString(name);
        out.put(':');
        new CanonicalJson(parser).copyValue(out, 1);
    }

    /**
     * The event of these parts.
     *
     * @param recordTime for an event that has no timestamp
     * @param newId for an event that has no id; null if it must have one
     * @throws Rejection if a part is missing or wrong
     */
    Event event(KnownTypes types, Instant recordTime, @Nullable Supplier<EventId> newId) {
        EventId eventId = eventId(newId);
        EventType eventType = eventType(types);
        Rfc3339 time = timestamp == null ? Rfc3339.of(recordTime) : Rfc3339.parse(timestamp);
        return event(eventId, eventType, time);
    }

    /** The event of these parts and the data. */
    Event event(EventId eventId, EventType eventType, Rfc3339 time) {
        if (data == null) {
            throw new Rejection(RejectReason.NO_DATA, "the event has no data");
        }
        Payload payload = payload(eventId, eventType, time.text(), data);
        return new Event(eventId, eventType, time.instant(), payload);
    }

    private EventId eventId(@Nullable Supplier<EventId> newId) {
        if (id == null) {
            if (newId == null) {
                throw new Rejection(RejectReason.NO_ID, "the event has no id");
            }
            return newId.get();
        }
        try {
            return new EventId(id);
        } catch (IllegalArgumentException e) {
            throw new Rejection(RejectReason.BAD_ID, String.valueOf(e.getMessage()));
        }
    }

    private EventType eventType(KnownTypes types) {
        if (type == null) {
            throw new Rejection(RejectReason.NO_TYPE, "the event has no type");
        }
        String name = type;
        return types.find(name)
                .orElseThrow(() ->
                        new Rejection(
                                RejectReason.UNKNOWN_TYPE,
                                "event type " + Ascii.quoted(name) + " is not in the catalogue"));
    }

    private Payload payload(EventId eventId, EventType eventType, String time, JsonBytes dataJson) {
        JsonBytes out = new JsonBytes(capacityBytes(eventId, eventType, time, dataJson));
        out.put('{');
        if (indexed != null) {
            for (JsonBytes field : indexed.values()) {
                out.put(field);
                out.put(',');
            }
        }
        out.putAscii("\"id\":\"");
        out.putAscii(eventId.value());
        out.putAscii("\",\"type\":\"");
        out.putAscii(eventType.value());
        out.putAscii("\",\"timestamp\":\"");
        out.putAscii(time);
        out.putAscii("\",\"data\":");
        out.put(dataJson);
        if (others != null) {
            out.put(others);
        }
        out.put('}');
        if (out.sizeBytes() > Payload.MAX_BYTES) {
            throw new Rejection(
                    RejectReason.TOO_LARGE,
                    "event %s has a payload of %,d bytes, the limit is %,d"
                            .formatted(eventId, out.sizeBytes(), Payload.MAX_BYTES));
        }
        return Payload.of(out.toBytes());
    }

    /** The payload's exact size, unless it has fields with numbers for names. */
    private int capacityBytes(
            EventId eventId, EventType eventType, String time, JsonBytes dataJson) {
        int frame = "{'id':'','type':'','timestamp':'','data':}".length();
        int text = eventId.value().length() + eventType.value().length() + time.length();
        return frame + text + dataJson.sizeBytes() + (others == null ? 0 : others.sizeBytes());
    }
}
