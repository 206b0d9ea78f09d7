package dev.hooklane.source.format;

import dev.hooklane.source.registry.RegisteredSchema;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas, 2020-12, of what values become here. */
public final class ValueSchema {
    private ValueSchema() {}

    /**
     * Returns that of the values of a schema of Avro.
     *
     * @throws IllegalArgumentException if it is none that values are read with; why, in one line
     */
    public static ObjectNode ofAvro(RegisteredSchema schema) {
        return made(schema, each -> AvroJsonSchema.of(AvroSchema.compile(each)));
    }

    /**
     * Returns that of the first message of a schema of Protobuf.
     *
     * @throws IllegalArgumentException if it is none that values are read with; why, in one line
     */
    public static ObjectNode ofProtobuf(RegisteredSchema schema) {
        return made(schema, each -> ProtoJsonSchema.of(ProtoSchema.compile(each).first()));
    }

    private static ObjectNode made(
            RegisteredSchema schema, Function<RegisteredSchema, ObjectNode> how) {
        try {
            return how.apply(schema);
        } catch (Undecodable e) {
            throw new IllegalArgumentException("its schema " + e.reason(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("its schema is nested too deeply", e);
        }
    }
}
