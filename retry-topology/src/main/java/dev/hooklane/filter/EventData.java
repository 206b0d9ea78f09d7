package dev.hooklane.filter;

import dev.hooklane.event.Payload;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * An event's {@code data}, read from its payload when the first filter or schema asks and only
 * once. Belongs to one thread.
 */
public final class EventData {
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNumberLength(Payload.MAX_BYTES)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final byte[] payload;
    private @Nullable JsonNode json;

    public EventData(Payload payload) {
        this(payload.bytes());
    }

    /** Of a sample: a JSON object with a member {@code data}. */
    public EventData(byte[] payload) {
        this.payload = payload;
    }

    /** The JSON object; empty if it holds what can't be read here. */
    public Optional<JsonNode> json() {
        if (json == null) {
            json = read();
        }
        return json.isMissingNode() ? Optional.empty() : Optional.of(json);
    }

    private JsonNode read() {
        try {
            return JSON.readTree(payload).path("data");
        } catch (JacksonException | NumberFormatException e) {
            return MissingNode.getInstance();
        }
    }
}
