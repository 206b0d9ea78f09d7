package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Descriptors that no compiler made. */
final class ProtoSchemaTest {
    @Test
    void anEditionIsNeeded() {
        FileDescriptorProto.Builder file =
                FileDescriptorProto.newBuilder()
                        .setSyntax("editions")
                        .addMessageType(DescriptorProto.newBuilder().setName("M"));

        assertThat(reason(file)).startsWith("can't be linked: ").doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"EDITION_UNKNOWN", "EDITION_99999_TEST_ONLY", "EDITION_MAX"})
    void anEditionThatIsNoneIsRefused(Edition edition) {
        FileDescriptorProto.Builder file =
                FileDescriptorProto.newBuilder()
                        .setSyntax("editions")
                        .setEdition(edition)
                        .addMessageType(DescriptorProto.newBuilder().setName("M"));

        assertThat(reason(file)).startsWith("can't be linked: ").doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, OPTIONAL, STRING",
        "2, 3, OPTIONAL, STRING",
        "1, 2, REPEATED, STRING",
        "1, 2, OPTIONAL, MESSAGE",
    })
    void aMapEntryThatIsNotAKeyAndAValueIsRefused(int key, int value, String label, String type) {
        FieldDescriptorProto.Builder first =
                field("a", key)
                        .setLabel(FieldDescriptorProto.Label.valueOf("LABEL_" + label))
                        .setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type));
        if (type.equals("MESSAGE")) {
            first.setTypeName(".M");
        }
        DescriptorProto.Builder entry =
                DescriptorProto.newBuilder()
                        .setName("E")
                        .addField(first)
                        .addField(field("b", value))
                        .setOptions(MessageOptions.newBuilder().setMapEntry(true));
        FieldDescriptorProto.Builder map =
                field("m", 1)
                        .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)
                        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setTypeName(".M.E");
        FileDescriptorProto.Builder file =
                FileDescriptorProto.newBuilder()
                        .addMessageType(
                                DescriptorProto.newBuilder()
                                        .setName("M")
                                        .addField(map)
                                        .addNestedType(entry));

        assertThat(reason(file)).isEqualTo("has map entry M.E, which is not a key and a value");
    }

    @Test
    void manyBlanksAreNoDescriptor() {
        String text = " ".repeat(1 << 20) + "&";

        assertThat(reason(text)).isEqualTo("has '&' in line 1, where a name is expected");
    }

    private static FieldDescriptorProto.Builder field(String name, int number) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setType(FieldDescriptorProto.Type.TYPE_STRING);
    }

    private static String reason(FileDescriptorProto.Builder file) {
        return reason(Base64.getEncoder().encodeToString(file.build().toByteArray()));
    }

    private static String reason(String text) {
        RegisteredSchema schema = new RegisteredSchema(7, SchemaType.PROTOBUF, text, List.of());
        return catchThrowableOfType(Undecodable.class, () -> ProtoSchema.compile(schema)).reason();
    }
}
