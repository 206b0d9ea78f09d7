package dev.hooklane.source.format;

import dev.hooklane.fuzz.Promise;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;
import java.util.Optional;

/** Messages of Protobuf: whatever schema and bytes hold, they are read within limits or refused. */
final class ProtobufFuzz {
    private ProtobufFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Framed framed = Framed.of(input);
        Optional<ProtoSchema> schema =
                Promise.decodesOrRefuses(
                        Undecodable.class,
                        () ->
                                ProtoSchema.compile(
                                        new RegisteredSchema(
                                                1,
                                                SchemaType.PROTOBUF,
                                                framed.schema(),
                                                List.of())));
        if (schema.isPresent()) {
            // Whatever is read can be written.
            var _ =
                    Promise.decodesOrRefuses(
                            Undecodable.class,
                            () -> ProtoTree.read(schema.get(), framed.value(), 0).toString());
        }
    }
}
