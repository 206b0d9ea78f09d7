package dev.hooklane.event;

import java.time.Instant;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Collects the parts of an event; {@link #event} checks them and joins them into the payload.
 *
 * <p>The payload's order is id, type, timestamp, data, then the other fields as written. Fields
 * whose names are array indices come before all of these, because JavaScript puts them first.
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

    /** Takes the parser's current value as the data. */
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

    /** Adds the parser's current value as one more field. */
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
     * Returns the event made of these parts.
     *
     * @param recordTime the timestamp of an event that has none
     * @param newId the id of an event that has none; null if an id is required
     * @throws Rejection if a part is missing or invalid
     */
    Event event(KnownTypes types, Instant recordTime, @Nullable Supplier<EventId> newId) {
        EventId eventId = eventId(newId);
        EventType eventType = eventType(types);
        Rfc3339 time = timestamp == null ? Rfc3339.of(recordTime) : Rfc3339.parse(timestamp);
        return event(eventId, id != null, eventType, time);
    }

    /** Returns the event made of these values and the data. */
    Event event(EventId eventId, boolean idGiven, EventType eventType, Rfc3339 time) {
        if (data == null) {
            throw new Rejection(RejectReason.NO_DATA, "the event has no data");
        }
        Payload payload = payload(eventId, eventType, time.text(), data);
        return new Event(eventId, idGiven, eventType, time.instant(), payload);
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
                                "event type "
                                        + VisibleText.quoted(name)
                                        + " is not in the catalogue"));
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

    /** Returns the payload's exact size, unless it has fields whose names are numbers. */
    private int capacityBytes(
            EventId eventId, EventType eventType, String time, JsonBytes dataJson) {
        int frame = "{'id':'','type':'','timestamp':'','data':}".length();
        int text = eventId.value().length() + eventType.value().length() + time.length();
        return frame + text + dataJson.sizeBytes() + (others == null ? 0 : others.sizeBytes());
    }
}
