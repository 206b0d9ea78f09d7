package dev.hooklane.source.mapping;

import dev.hooklane.event.Payload;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** One record while a mapping is applied to it, and what that has cost so far. One thread's. */
final class Evaluation {
    static final int STEPS_MAX = 100_000;

    /** An event can't be published if it is over a quarter of it. */
    static final int CHARS_MAX = 4 * Payload.MAX_BYTES;

    private final SourceRecord record;
    private final JsonNode[] variables;
    private @Nullable JsonNode headers;
    private @Nullable JsonNode metadata;
    private long steps;
    private long chars;

    /**
     * @param variables how many the mapping has within each other at most
     */
    Evaluation(SourceRecord record, int variables) {
        this.record = record;
        this.variables = new JsonNode[variables];
    }

    void step() {
        steps(1);
    }

    void steps(long count) {
        steps += count;
        if (steps > STEPS_MAX) {
            throw Refusal.limit("the mapping takes more than %,d steps".formatted(STEPS_MAX));
        }
    }

    /** Counts the characters of text that was made, or of data that was put together. */
    void made(long count) {
        chars += count;
        if (chars > CHARS_MAX) {
            throw Refusal.limit("the mapping makes more than %,d characters".formatted(CHARS_MAX));
        }
    }

    JsonNode key() {
        return record.key() == null ? NullNode.getInstance() : record.key();
    }

    JsonNode value() {
        return record.value() == null ? NullNode.getInstance() : record.value();
    }

    JsonNode headers() {
        JsonNode known = headers;
        if (known == null) {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            // In an order that is the same on every instance.
            new TreeMap<>(record.headers()).forEach(made::put);
            headers = made;
            known = made;
        }
        return known;
    }

    JsonNode metadata() {
        JsonNode known = metadata;
        if (known == null) {
            known =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("cluster", record.cluster())
                            .put("topic", record.topic())
                            .put("partition", record.partition())
                            .put("offset", record.offset())
                            .put("timestamp", record.timestamp().toString());
            metadata = known;
        }
        return known;
    }

    JsonNode variable(int slot) {
        return variables[slot];
    }

    void variable(int slot, JsonNode value) {
        variables[slot] = value;
    }
}
