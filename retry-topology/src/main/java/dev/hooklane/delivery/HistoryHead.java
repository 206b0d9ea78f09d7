package dev.hooklane.delivery;

import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lists choose deliveries by, read from a history record without its attempts.
 *
 * @param status the status' name
 * @param published when the event was appended to its topic, in milliseconds since 1970
 * @param first whether nothing was known of the delivery before: one attempt at most, and not by
 *     hand
 */
public record HistoryHead(
        String account, String event, String type, String status, long published, boolean first) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * The head of a record's value.
     *
     * @throws IllegalArgumentException if the value is not one that {@link HistoryCodec} made
     */
    public static HistoryHead read(byte[] value) {
        String account = "";
        String event = "";
        String type = "";
        String status = "";
        long published = 0;
        boolean first = true;
        try (JsonParser json = JSON.createParser(value)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "account" -> account = json.getString();
                    case "event" -> event = json.getString();
                    case "published" -> published = json.getLongValue();
                    case "type" -> type = json.getString();
                    case "status" -> status = json.getString();
                    case "round" -> first &= json.getIntValue() == 0;
                    case "attempts" -> first &= atMostOne(json);
                    default -> json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "history record is not readable: " + e.getOriginalMessage(), e);
        }
        if (status.isEmpty()) {
            throw new IllegalArgumentException("history record has no status");
        }
        return new HistoryHead(account, event, type, status, published, first);
    }

    /** Whether its event is erased. */
    public boolean isErased(Erasures erasures) {
        return erasures.covers(
                new AccountId(account), new EventId(event), Instant.ofEpochMilli(published));
    }

    /** Passes over an array. */
    private static boolean atMostOne(JsonParser json) {
        int elements = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            json.skipChildren();
            elements++;
        }
        return elements <= 1;
    }
}
