package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;

/** Reads values of Avro for tests. */
final class AvroRun {
    private AvroRun() {}

    static String logical(String type, String meaning) {
        return "{\"type\": \"%s\", \"logicalType\": \"%s\"}".formatted(type, meaning.strip());
    }

    static String json(String schema, byte[] value) {
        return AvroTree.read(compiled(schema), value, 0).toString();
    }

    static String reason(String schema, byte[] value) {
        return catchThrowableOfType(
                        Undecodable.class, () -> AvroTree.read(compiled(schema), value, 0))
                .reason();
    }

    static AvroType compiled(String schema) {
        return AvroSchema.compile(new RegisteredSchema(7, SchemaType.AVRO, schema, List.of()));
    }
}
