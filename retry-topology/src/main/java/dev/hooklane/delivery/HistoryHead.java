package dev.hooklane.delivery;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lists choose deliveries by, read from a history record without its attempts.
 *
 * @param status the status' name
 * @param first whether nothing was known of the delivery before: one attempt at most, and not by
 *     hand
 */
public record HistoryHead(String account, String type, String status, boolean first) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * The head of a record's value.
     *
     * @throws IllegalArgumentException if the value is not one that {@link HistoryCodec} made
     */
    public static HistoryHead read(byte[] value) {
        String account = "";
        String type = "";
        String status = "";
        boolean first = true;
        try (JsonParser json = JSON.createParser(value)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "account" -> account = json.getString();
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
        return new HistoryHead(account, type, status, first);
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
