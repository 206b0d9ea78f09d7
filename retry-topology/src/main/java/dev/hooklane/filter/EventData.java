package dev.hooklane.filter;

import dev.hooklane.event.JsonText;
import dev.hooklane.event.Payload;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * An event's {@code data}, read from its payload only once, when the first filter or schema needs
 * it. For use by one thread.
 */
public final class EventData {
    /** Reads numbers of any length, and keeps all their digits. */
    static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonText.factory()
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

    /** Creates the data of a sample: a JSON object with a member {@code data}. */
    public EventData(byte[] payload) {
        this.payload = payload;
    }

    /**
     * Returns the data as a JSON object; empty if it contains something that can't be read here.
     */
    public Optional<JsonNode> json() {
        if (json == null) {
            json = read();
        }
        return json.isMissingNode() ? Optional.empty() : Optional.of(json);
    }

    private JsonNode read() {
        try {
            return JsonText.of(payload).tree(JSON).path("data");
        } catch (JacksonException | NumberFormatException e) {
            return MissingNode.getInstance();
        }
    }
}
