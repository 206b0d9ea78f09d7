package dev.hooklane.command;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventBuilder;
import dev.hooklane.event.EventId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as one line of JSON: {@code account}, {@code type}, {@code data}, and optionally {@code
 * id} and {@code timestamp}. The text of the data is kept as it is, so no number loses a digit.
 */
record EventLine(AccountId account, Event event) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> TEXTS = Set.of("account", "type", "id", "timestamp");

    /**
     * Parses the event on a line.
     *
     * @param defaultAccount of lines that name none; empty if each line must name one
     * @throws IllegalArgumentException if the line is malformed, or not a valid event
     */
    static EventLine parse(String line, String defaultAccount) {
        Map<String, String> fields = new HashMap<>(Map.of("account", defaultAccount));
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("data")) {
                    fields.put(name, source(parser, line));
                } else if (TEXTS.contains(name) && token == JsonToken.VALUE_STRING) {
                    fields.put(name, parser.getString());
                } else {
                    throw new IllegalArgumentException(
                            "%s is not one of the strings account, type, id and timestamp, or data"
                                    .formatted(name));
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON value");
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        return of(fields);
    }

    /**
     * Builds an event from fields by name; all but {@code account} and {@code type} may be missing.
     */
    static EventLine of(Map<String, String> fields) {
        String account = fields.getOrDefault("account", "");
        String type = fields.getOrDefault("type", "");
        if (account.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is missing".formatted(account.isEmpty() ? "account" : "type"));
        }
        EventBuilder builder = Event.builder(type).dataJson(fields.getOrDefault("data", "{}"));
        if (fields.containsKey("id")) {
            builder.id(new EventId(fields.getOrDefault("id", "")));
        }
        if (fields.containsKey("timestamp")) {
            builder.timestamp(instant(fields.getOrDefault("timestamp", "")));
        }
        return new EventLine(new AccountId(account), builder.build());
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "timestamp '%s' is not RFC 3339, such as 2024-01-15T10:30:00Z".formatted(text),
                    e);
        }
    }

    /**
     * Returns the source text of the parser's current value, and moves the parser to the value's
     * end.
     */
    private static String source(JsonParser parser, String line) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.getString();
        }
        return line.substring(start, (int) parser.currentLocation().getCharOffset());
    }
}
