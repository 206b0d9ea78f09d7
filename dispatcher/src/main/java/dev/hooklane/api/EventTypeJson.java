package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.catalogue.SchemaInForce;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Event types as the API shows them. */
final class EventTypeJson {
    private EventTypeJson() {}

    static void write(CatalogueType type, Catalogue catalogue, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", type.type().value());
        json.writeStringProperty("group", type.type().group());
        json.writeStringProperty("description", type.description());
        json.writeName("example");
        json.writeRawValue(type.example());
        Optional<SchemaInForce> schema = type.schema();
        json.writeName("schema");
        json.writeRawValue(schema.map(held -> held.schema().json()).orElse("null"));
        write("schemaSince", schema.map(SchemaInForce::since), json);
        json.writeBooleanProperty("builtIn", catalogue.isBuiltIn(type.type()));
        json.writeBooleanProperty("archived", type.isArchived());
        write("archivedAt", type.archivedAt(), json);
        write("updatedAt", type.updatedAt(), json);
        json.writeEndObject();
    }

    /** Writes the time, or null if there is none. */
    private static void write(String name, Optional<Instant> time, JsonGenerator json) {
        json.writeStringProperty(name, time.map(Instant::toString).orElse(null));
    }
}
