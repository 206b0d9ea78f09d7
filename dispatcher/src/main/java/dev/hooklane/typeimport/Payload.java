package dev.hooklane.typeimport;

import dev.hooklane.event.VisibleText;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an AsyncAPI message says of its payload. */
record Payload(AsyncApiDocument document, JsonNode message) {
    private static final String FORMAT = "schemaFormat";

    /** AsyncAPI's own schemas are JSON Schemas, too. */
    private static final Pattern JSON_SCHEMA =
            Pattern.compile(
                    "application/(vnd\\.aai\\.asyncapi|schema)(\\+(json|yaml))?(;.*)?",
                    Pattern.CASE_INSENSITIVE);

    /**
     * Returns the JSON Schema of the payload; empty if the message has none.
     *
     * @throws IllegalArgumentException if it is of another form, or can't stand alone
     */
    Optional<ObjectNode> schema() {
        JsonNode payload = message.path("payload");
        if (payload.isMissingNode() || payload.isNull()) {
            return Optional.empty();
        }
        JsonNode found = document.references().resolved(payload);
        String format = message.path(FORMAT).asString("");
        if (document.major() > 2 && found.has(FORMAT)) {
            format = found.path(FORMAT).asString("");
            payload = found.path("schema");
        }
        if (!format.isEmpty() && !JSON_SCHEMA.matcher(format.strip()).matches()) {
            throw new IllegalArgumentException(
                    "its payload is described as %s; only JSON Schema can be imported"
                            .formatted(VisibleText.excerpt(format)));
        }
        String draft = document.references().resolved(payload).path("$schema").asString(format);
        return Optional.of(SchemaBundle.of(document.references(), payload, draft));
    }
}
