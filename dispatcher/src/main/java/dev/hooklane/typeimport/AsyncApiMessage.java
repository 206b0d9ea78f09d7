package dev.hooklane.typeimport;

import dev.hooklane.event.EventType;
import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of an AsyncAPI document, with its traits.
 *
 * @param name of the event type
 * @param parts the message, then its traits, the last one first
 */
record AsyncApiMessage(AsyncApiDocument document, String name, List<JsonNode> parts) {
    private static final String EVENT_TYPE = "x-event-type";
    private static final String PAYLOAD = "payload";

    AsyncApiMessage {
        parts = List.copyOf(parts);
    }

    /**
     * @param key the name of a message that names itself in no other way
     */
    static AsyncApiMessage of(AsyncApiDocument document, String key, JsonNode message) {
        List<JsonNode> parts = new ArrayList<>(List.of(message));
        // Of two traits, the later one counts.
        message.path("traits").forEach(trait -> parts.add(1, trait));
        String name =
                Stream.of(EVENT_TYPE, "name", "messageId")
                        .map(field -> message.path(field).asString(""))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(key);
        return new AsyncApiMessage(document, name, parts);
    }

    ImportedType type() {
        if (!EventType.isValid(name)) {
            return new ImportedType.Refused(
                    VisibleText.excerpt(name),
                    "the name is no event type's: words of [A-Za-z0-9_-] joined by dots, at most %d"
                                    .formatted(EventType.MAX_CHARS)
                            + " characters; give the message an x-event-type");
        }
        try {
            Optional<ObjectNode> schema = new Payload(document, parts.getFirst()).schema();
            ObjectNode fields = JsonMapper.shared().createObjectNode();
            fields.put("name", name);
            fields.put("description", description(schema));
            fields.set("example", example().orElseGet(() -> SampleValue.of(schema)));
            schema.ifPresent(each -> fields.set("schema", each));
            return new ImportedType.Described(name, fields);
        } catch (IllegalArgumentException e) {
            return new ImportedType.Refused(name, String.valueOf(e.getMessage()));
        }
    }

    private String description(Optional<ObjectNode> schema) {
        return ImportedType.description(
                Stream.concat(
                        Stream.of("summary", "description", "title").map(this::field),
                        schema.stream().map(each -> each.path("description"))),
                "The message %s.".formatted(name));
    }

    private Optional<JsonNode> example() {
        return field("examples")
                .valueStream()
                .map(document.references()::resolved)
                .map(each -> each.path(PAYLOAD))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    /** Returns a field of the message or, if it has none, of a trait. */
    private JsonNode field(String field) {
        return parts.stream()
                .map(document.references()::resolved)
                .map(part -> part.path(field))
                .filter(value -> !value.isMissingNode())
                .findFirst()
                .orElse(JsonMapper.shared().missingNode());
    }
}
