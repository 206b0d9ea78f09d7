package dev.hooklane.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A hash of an event's content: its type and its data, regardless of the order of the fields. It
 * omits the timestamp, which Hooklane sets if the publisher gives none.
 */
public final class EventDigest {
    /** 128 bits, as many as the hash of the id that it is stored with. */
    public static final int BYTES = 16;

    private final MessageDigest sha256 = sha256();

    private EventDigest() {}

    /** Returns the digest of an event whose data has not been read yet. */
    public static Optional<byte[]> of(Event event) {
        return of(event.type(), new EventData(event.payload()));
    }

    /**
     * Returns the digest; empty for data that can't be read here, which is compared with nothing.
     */
    public static Optional<byte[]> of(EventType type, EventData data) {
        return data.json().map(json -> new EventDigest().of(type, json));
    }

    private byte[] of(EventType type, JsonNode data) {
        add(type.toString());
        add(data);
        return Arrays.copyOf(sha256.digest(), BYTES);
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            add("{" + fields.size());
            fields.forEach((name, value) -> {
                add(name);
                add(value);
            });
        } else if (node.isArray()) {
            add("[" + node.size());
            node.forEach(this::add);
        } else {
            add(node.getNodeType() + node.asString());
        }
    }

    /** Adds the text with its length, so that two texts in a row stay distinguishable. */
    private void add(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        sha256.update((bytes.length + ":").getBytes(UTF_8));
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
