package dev.hooklane.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A hash of an event's content: its type and its data, regardless of the order of the fields. It
 * omits the timestamp, which Hooklane sets if the publisher gives none.
 */
public final class EventDigest {
    /** 128 bits, as many as the hash of the id that it is stored with. */
    public static final int BYTES = 16;

    private static final int FIRST_CAPACITY_BYTES = 512;

    /** Everything is hashed at once: each call of the hash costs as much as some ten bytes. */
    private final ByteArrayOutputStream hashed = new ByteArrayOutputStream(FIRST_CAPACITY_BYTES);

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
        return Arrays.copyOf(sha256().digest(hashed.toByteArray()), BYTES);
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
            fields.sort(Map.Entry.comparingByKey());
            add("{" + fields.size());
            for (Map.Entry<String, JsonNode> field : fields) {
                add(field.getKey());
                add(field.getValue());
            }
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
        addNumber(bytes.length);
        hashed.write(':');
        hashed.writeBytes(bytes);
    }

    private void addNumber(int number) {
        if (number >= 10) {
            addNumber(number / 10);
        }
        hashed.write('0' + number % 10);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
