package dev.hooklane.typeimport;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.format.ValueSchema;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an AsyncAPI message says of its payload. */
record Payload(AsyncApiDocument document, JsonNode message) {
    private static final String FORMAT = "schemaFormat";

    /** AsyncAPI's own schemas are JSON Schemas, too. */
    private static final Pattern JSON_SCHEMA = mediaType("(vnd\\.aai\\.asyncapi|schema)");

    private static final Pattern AVRO = mediaType("vnd\\.apache\\.avro");
    private static final Pattern PROTOBUF = mediaType("vnd\\.google\\.protobuf");

    private static Pattern mediaType(String subtype) {
        return Pattern.compile(
                "\\s*application/%s(\\+(json|yaml))?\\s*(;.*)?".formatted(subtype),
                Pattern.CASE_INSENSITIVE);
    }

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
        return Optional.of(schema(payload, format));
    }

    private ObjectNode schema(JsonNode payload, String format) {
        if (format.isEmpty() || JSON_SCHEMA.matcher(format).matches()) {
            String draft = document.references().resolved(payload).path("$schema").asString(format);
            return SchemaBundle.of(document.references(), payload, draft);
        }
        if (AVRO.matcher(format).matches()) {
            return SchemaBundle.requireObject(
                    ValueSchema.ofAvro(registered(SchemaType.AVRO, payload)));
        }
        if (PROTOBUF.matcher(format).matches()) {
            return SchemaBundle.requireObject(
                    ValueSchema.ofProtobuf(registered(SchemaType.PROTOBUF, payload)));
        }
        throw new IllegalArgumentException(
                "its payload is described as %s; JSON Schema, Avro and Protobuf can be imported"
                        .formatted(VisibleText.excerpt(format)));
    }

    /** Returns a schema as a registry would have it: a text that refers to no other. */
    private RegisteredSchema registered(SchemaType type, JsonNode payload) {
        JsonNode schema = document.references().resolved(payload);
        return new RegisteredSchema(
                0, type, schema.isString() ? schema.asString() : schema.toString(), List.of());
    }
}
