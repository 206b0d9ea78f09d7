package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.JsonText;
import dev.hooklane.event.VisibleText;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/**
 * The body of a publishing request, split into the account and the event as it is published to
 * Kafka. The event's parts are cut out as they were written; nothing here parses them.
 */
final class EventBody {
    private static final JsonFactory JSON = JsonText.factory().build();
    private static final Set<String> FIELDS =
            new TreeSet<>(Set.of("account", "id", "type", "timestamp", "data"));

    private final AccountId account;
    private final Optional<String> type;
    private final boolean hasId;
    private final byte[] event;

    private EventBody(AccountId account, Optional<String> type, boolean hasId, byte[] event) {
        this.account = account;
        this.hasId = hasId;
        this.type = type;
        this.event = event;
    }

    AccountId account() {
        return account;
    }

    /** Returns the type as it was written, if it was a string. */
    Optional<String> type() {
        return type;
    }

    /** Reports whether the event has an id of its own, valid or not. */
    boolean hasId() {
        return hasId;
    }

    /** Returns the event's JSON, unparsed. */
    byte[] event() {
        return event;
    }

    /**
     * Splits a body.
     *
     * @throws ProblemException if it is not a JSON object with the known fields, or names no
     *     account
     */
    static EventBody read(byte[] body) {
        try {
            return read(JsonText.of(body));
        } catch (JacksonException e) {
            throw JsonFields.notJson(e);
        }
    }

    private static EventBody read(JsonText body) {
        try (JsonParser parser = body.parser(JSON)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problem.malformed("the body is not a JSON object");
            }
            Map<String, String> texts = new LinkedHashMap<>();
            byte[] event = parts(body, parser, texts);
            if (parser.nextToken() != null) {
                throw Problem.malformed("the body is not JSON: more follows its end");
            }
            return new EventBody(
                    account(texts),
                    Optional.ofNullable(texts.get("type")),
                    texts.containsKey("id"),
                    event);
        }
    }

    private static byte[] parts(JsonText body, JsonParser parser, Map<String, String> texts) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        Set<String> seen = new TreeSet<>();
        event.write('{');
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (!FIELDS.contains(name)) {
                throw JsonFields.unknown(name, FIELDS);
            }
            if (!seen.add(name)) {
                throw Problem.invalid(name, "field '%s' appears twice".formatted(name));
            }
            JsonToken token = parser.nextToken();
            long start = parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            long end = parser.currentLocation().getCharOffset();
            if (token == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getString());
            }
            if (!name.equals("account")) {
                if (event.size() > 1) {
                    event.write(',');
                }
                event.writeBytes(("\"" + name + "\":").getBytes(UTF_8));
                event.writeBytes(body.between(start, end));
            }
        }
        event.write('}');
        return event.toByteArray();
    }

    private static AccountId account(Map<String, String> texts) {
        String account = texts.get("account");
        if (account == null) {
            throw Problem.invalid("account", "account is missing, or not a string");
        }
        try {
            return new AccountId(account);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("account", VisibleText.excerpt(e));
        }
    }
}
