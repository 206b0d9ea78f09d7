package dev.hooklane.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Reads events as internal services publish them: the payload as plain JSON, or a CloudEvents 1.0
 * record in binary or structured mode. It returns accepted events in canonical form, ready to be
 * signed and sent.
 *
 * <p>Any thread may use it. It reads a record once and builds no tree.
 */
public final class EventReader {
    /** The record header that names the account when the key can't. */
    public static final String ACCOUNT_HEADER = "hooklane-account";

    private final KnownTypes types;

    /** Creates a reader that rejects every event type that {@code types} doesn't find. */
    public EventReader(KnownTypes types) {
        this.types = types;
    }

    /**
     * Reads the event of a record.
     *
     * @param value the record's value, which becomes the payload if it is canonical already; null
     *     is rejected as {@link RejectReason#NOT_JSON}
     * @param headers the record's headers; the last one for each name
     * @param recordTime the timestamp of an event that has none
     */
    public EventReading read(
            byte @Nullable [] value, Map<String, String> headers, Instant recordTime) {
        try {
            CloudEvents.Mode mode = CloudEvents.mode(headers);
            Optional<Event> canonical =
                    mode == CloudEvents.Mode.NONE && value != null
                            ? CanonicalScan.event(value, types)
                            : Optional.empty();
            return new EventReading.Accepted(
                    canonical.isPresent()
                            ? canonical.get()
                            : envelope(value, mode, headers).event(types, recordTime, null));
        } catch (Rejection e) {
            return new EventReading.Rejected(e.reason(), e.detail());
        }
    }

    /**
     * Reads an event that was written by hand or sent over HTTP: plain JSON that may lack an id.
     *
     * @param now the timestamp of an event that has none
     * @param newId supplies the id of an event that has none
     */
    public EventReading readNew(byte[] value, Instant now, Supplier<EventId> newId) {
        try {
            return new EventReading.Accepted(
                    EventJson.read(value, EventReader::plain).event(types, now, newId));
        } catch (Rejection e) {
            return new EventReading.Rejected(e.reason(), e.detail());
        }
    }

    /**
     * Reads the record's account from the header {@link #ACCOUNT_HEADER} if there is one, otherwise
     * from the key.
     *
     * @param key the account's id in UTF-8
     * @param headers the record's headers; the last one for each name
     */
    public AccountReading readAccount(byte @Nullable [] key, Map<String, String> headers) {
        String header = headers.get(ACCOUNT_HEADER);
        if (header == null && (key == null || key.length == 0)) {
            return new AccountReading.Rejected(
                    RejectReason.NO_ACCOUNT,
                    "the record has neither a key nor a header " + ACCOUNT_HEADER);
        }
        try {
            String id = header != null ? header : new String(key, StandardCharsets.UTF_8);
            return new AccountReading.Known(new AccountId(id));
        } catch (IllegalArgumentException e) {
            return new AccountReading.Rejected(
                    RejectReason.BAD_ACCOUNT,
                    (header != null ? "header " + ACCOUNT_HEADER : "record key")
                            + ": "
                            + e.getMessage());
        }
    }

    private static Envelope envelope(
            byte @Nullable [] value, CloudEvents.Mode mode, Map<String, String> headers) {
        if (value == null) {
            throw new Rejection(RejectReason.NOT_JSON, "the record has no value");
        }
        return switch (mode) {
            case NONE -> EventJson.read(value, EventReader::plain);
            case BINARY -> EventJson.read(value, parser -> CloudEvents.binary(parser, headers));
            case STRUCTURED -> EventJson.read(value, CloudEvents::structured);
        };
    }

    private static Envelope plain(JsonParser parser) {
        Envelope envelope = new Envelope();
        EventFields fields = new EventFields(parser);
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "id" -> envelope.id(fields.text(name, RejectReason.BAD_ID));
                case "type" -> envelope.type(fields.text(name, RejectReason.UNKNOWN_TYPE));
                case "timestamp" ->
                        envelope.timestamp(fields.text(name, RejectReason.BAD_TIMESTAMP));
                case "data" -> envelope.data(parser);
                default -> envelope.other(name, parser);
            }
        }
        return envelope;
    }
}
