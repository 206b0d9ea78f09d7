package dev.hooklane.source.format;

import dev.hooklane.fuzz.Promise;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Values of Avro: whatever schema and bytes hold, they are read within limits or refused. */
final class AvroFuzz {
    private AvroFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Framed framed = Framed.of(input);
        Optional<AvroType> schema =
                Promise.decodesOrRefuses(
                        Undecodable.class,
                        () ->
                                AvroSchema.compile(
                                        new RegisteredSchema(
                                                1, SchemaType.AVRO, framed.schema(), List.of())));
        if (schema.isPresent()) {
            Optional<JsonNode> value =
                    Promise.decodesOrRefuses(
                            Undecodable.class,
                            () -> {
                                JsonNode read = AvroTree.read(schema.get(), framed.value(), 0);
                                // Whatever is read can be written.
                                var _ = read.toString();
                                return read;
                            });
            value.ifPresent(each -> MadeSchema.allows(() -> AvroJsonSchema.of(schema.get()), each));
        }
    }
}
