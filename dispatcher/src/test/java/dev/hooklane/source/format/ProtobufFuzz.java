package dev.hooklane.source.format;

import com.google.protobuf.CodedInputStream;
import dev.hooklane.fuzz.Promise;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

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
            Optional<JsonNode> value =
                    Promise.decodesOrRefuses(
                            Undecodable.class,
                            () -> {
                                JsonNode read = ProtoTree.read(schema.get(), framed.value(), 0);
                                // Whatever is read can be written.
                                var _ = read.toString();
                                return read;
                            });
            value.ifPresent(each ->
                    MadeSchema.allows(
                            () ->
                                    ProtoJsonSchema.of(
                                            ProtoTree.type(
                                                    schema.get(),
                                                    CodedInputStream.newInstance(framed.value()))),
                            each));
        }
    }
}
