package dev.hooklane.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.EventType;
import dev.hooklane.owner.Managed;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event type's record on the event types topic. The key is its name, the value is JSON. */
public final class CatalogueCodec {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    private CatalogueCodec() {}

    public static byte[] key(EventType type) {
        return type.value().getBytes(UTF_8);
    }

    /**
     * Returns the type in a record's key.
     *
     * @throws IllegalArgumentException if the key is not one that {@link #key} made
     */
    public static EventType type(byte[] key) {
        return new EventType(new String(key, UTF_8));
    }

    public static byte[] write(CatalogueType type) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("name", type.type().value());
        json.put("description", type.description());
        json.set("example", type.exampleJson());
        type.schema()
                .ifPresent(inForce -> {
                    json.set("schema", JSON.readTree(inForce.schema().json()));
                    json.put("schemaSince", inForce.since().toString());
                });
        type.archivedAt().ifPresent(at -> json.put("archivedAt", at.toString()));
        type.updatedAt().ifPresent(at -> json.put("updatedAt", at.toString()));
        type.managed().write(json);
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Returns the type in a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static CatalogueType read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.path("v").asInt(0) != VERSION) {
                throw new IllegalArgumentException(
                        "event type record has version %s; this release reads %d"
                                .formatted(json.path("v"), VERSION));
            }
            return new CatalogueType(
                    new EventType(json.required("name").asString()),
                    json.required("description").asString(),
                    json.required("example").toString(),
                    Optional.ofNullable(json.get("schema"))
                            .map(schema ->
                                    new SchemaInForce(
                                            DataSchema.read(schema),
                                            Instant.parse(
                                                    json.required("schemaSince").asString()))),
                    time(json, "archivedAt"),
                    time(json, "updatedAt"),
                    Managed.read(json));
        } catch (JacksonException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "event type record is not readable: " + e.getMessage(), e);
        }
    }

    private static Optional<Instant> time(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asString).map(Instant::parse);
    }
}
