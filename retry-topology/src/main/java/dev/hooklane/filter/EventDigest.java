package dev.hooklane.filter;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.event.JsonText;
import dev.hooklane.event.Payload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.NullNode;

/**
 * A hash of an event's content: its type and its data, regardless of the order of the fields. It
 * omits the timestamp, which Hooklane sets if the publisher gives none.
 *
 * <p>It makes one streaming pass. Only of what is nested deep it builds a tree, as each level that
 * is streamed is moved in memory once more.
 */
public final class EventDigest {
    /** 128 bits, as many as the hash of the id that it is stored with. */
    public static final int BYTES = 16;

    private static final int STREAMED_DEPTH_MAX = 16;

    /** A number of so many digits is written as it is by everything that reads numbers. */
    private static final int PLAIN_DIGITS_MAX = 18;

    /** Everything is hashed at once: each call of the hash costs as much as some ten bytes. */
    private final HashedText hashed = new HashedText();

    private final JsonParser parser;

    private EventDigest(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Returns the digest; empty for data that can't be read here, which is compared with nothing.
     */
    public static Optional<byte[]> of(Event event) {
        return of(event.type(), event.payload());
    }

    static Optional<byte[]> of(EventType type, Payload payload) {
        try (JsonParser parser = JsonText.of(payload.bytes()).parser(EventData.JSON)) {
            return new EventDigest(parser).of(type);
        } catch (JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> of(EventType type) {
        parser.nextToken();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("data")) {
                hashed.add(type.toString());
                add(value, 0);
                return Optional.of(Arrays.copyOf(hashed.digest(sha256()), BYTES));
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }

    /**
     * @param depth how many objects and arrays of the data enclose the value
     */
    private void add(JsonToken value, int depth) {
        if (value.isStructStart() && depth >= STREAMED_DEPTH_MAX) {
            add(parser.<JsonNode>readValueAsTree());
            return;
        }
        switch (value) {
            case START_OBJECT -> addObject(depth + 1);
            case START_ARRAY -> addArray(depth + 1);
            case VALUE_STRING -> hashed.add(JsonNodeType.STRING + parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> addNumber(value);
            case VALUE_TRUE -> hashed.add(JsonNodeType.BOOLEAN + "true");
            case VALUE_FALSE -> hashed.add(JsonNodeType.BOOLEAN + "false");
            default -> add(NullNode.getInstance());
        }
    }

    private void addObject(int depth) {
        int start = hashed.size();
        List<HashedText.Member> members = new ArrayList<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            int memberStart = hashed.size();
            hashed.add(name);
            add(parser.nextToken(), depth);
            members.add(new HashedText.Member(name, memberStart, hashed.size()));
        }
        hashed.sort(start, members);
        hashed.insert(start, "{" + members.size());
    }

    private void addArray(int depth) {
        int start = hashed.size();
        int elements = 0;
        for (JsonToken element = parser.nextToken();
                element != JsonToken.END_ARRAY;
                element = parser.nextToken()) {
            add(element, depth);
            elements++;
        }
        hashed.insert(start, "[" + elements);
    }

    private void addNumber(JsonToken number) {
        String text = parser.getString();
        if (number == JsonToken.VALUE_NUMBER_INT
                && text.length() <= PLAIN_DIGITS_MAX
                && !text.startsWith("-0")) {
            hashed.add(JsonNodeType.NUMBER + text);
        } else {
            add(EventData.JSON.readTree(text));
        }
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
            fields.sort(Map.Entry.comparingByKey());
            hashed.add("{" + fields.size());
            for (Map.Entry<String, JsonNode> field : fields) {
                hashed.add(field.getKey());
                add(field.getValue());
            }
        } else if (node.isArray()) {
            hashed.add("[" + node.size());
            node.forEach(this::add);
        } else {
            hashed.add(node.getNodeType() + node.asString());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
