package dev.hooklane.source.format;

import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;

/** An enum in the text of a {@code .proto} file. */
final class ProtoEnum {
    private ProtoEnum() {}

    /** Reads it from its name on. */
    static EnumDescriptorProto read(ProtoTokens tokens) {
        EnumDescriptorProto.Builder symbols =
                EnumDescriptorProto.newBuilder().setName(tokens.word());
        tokens.expect("{");
        while (!tokens.nextIf("}")) {
            if (tokens.nextIf(";")) {
                continue;
            }
            String name = tokens.word();
            if (name.equals("reserved")) {
                tokens.skipStatement();
            } else if (name.equals("option")) {
                ProtoOptions.ofEnum(tokens, symbols);
            } else {
                tokens.expect("=");
                symbols.addValue(
                        EnumValueDescriptorProto.newBuilder()
                                .setName(name)
                                .setNumber(tokens.integer()));
                tokens.skipStatement();
            }
        }
        return symbols.build();
    }
}
