package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * That values are read by such files as by what a compiler makes of them is in the golden files.
 */
final class ProtoTextTest {
    @Test
    void whatIsNotNeededIsPassedOver() {
        FileDescriptorProto file =
                ProtoText.read(
                        "a.proto",
                        """
                        /* first */ syntax = 'proto3'; // second
                        package a.b;
                        import public "other.proto";
                        import weak "third.proto";
                        option (custom).deep = { a: 1, b: [ "}" ] };
                        option java_package = "x" "y";
                        ;
                        message M {
                          option (validate) = true;
                          reserved 2, 9 to max;
                          extensions 100 to 199 [ verification = UNVERIFIED, declaration = { number: 1 } ];
                          string s = 0x1 [ (rule).string = { min_len: 1, in: ["a", "]"] }, json_name = "S" ];
                          extend Other { string x = 7; }
                        }
                        extend google.protobuf.FieldOptions { string rule = 50000; }
                        service S { option x = 1; rpc Get (stream M) returns (M) {}; rpc Put (M) returns (M); }
                        """);

        assertThat(file.getPackage()).isEqualTo("a.b");
        assertThat(file.getDependencyList()).containsExactly("other.proto", "third.proto");
        assertThat(file.getPublicDependencyList()).containsExactly(0);
        assertThat(file.getMessageTypeList())
                .containsExactly(
                        DescriptorProto.newBuilder()
                                .setName("M")
                                .addField(
                                        FieldDescriptorProto.newBuilder()
                                                .setName("s")
                                                .setNumber(1)
                                                .setType(FieldDescriptorProto.Type.TYPE_STRING)
                                                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                                                .setJsonName("S"))
                                .build());
    }

    @Test
    void anEditionHasFeatures() {
        FileDescriptorProto file =
                ProtoText.read(
                        "a.proto",
                        """
                        edition = "2023";
                        option features.field_presence = IMPLICIT;
                        message M { M m = 1 [features.message_encoding = DELIMITED]; }
                        enum E { option features.enum_type = CLOSED; A = 1; }
                        """);

        assertThat(file.getOptions().getFeatures().getFieldPresence().name()).isEqualTo("IMPLICIT");
        assertThat(
                        file.getMessageType(0)
                                .getField(0)
                                .getOptions()
                                .getFeatures()
                                .getMessageEncoding()
                                .name())
                .isEqualTo("DELIMITED");
        assertThat(file.getEnumType(0).getOptions().getFeatures().getEnumType().name())
                .isEqualTo("CLOSED");
    }

    @Test
    void featuresOfOneLanguageArePassedOver() {
        FileDescriptorProto file =
                ProtoText.read(
                        "a.proto",
                        """
                        edition = "2024";
                        option features.(pb.go).api_level = API_OPAQUE;
                        option features.field_presence = IMPLICIT;
                        message M {
                          string s = 1 [features.(pb.cpp).string_type = VIEW, json_name = "S"];
                          string t = 2 [features.field_presence = EXPLICIT, features.(pb.cpp) = { string_type: VIEW }];
                        }
                        enum E { option features.(pb.go).strip_enum_prefix = KEEP; A = 0; }
                        """);

        assertThat(file.getEdition()).isEqualTo(Edition.EDITION_2024);
        assertThat(file.getOptions().getFeatures().getFieldPresence().name()).isEqualTo("IMPLICIT");
        assertThat(file.getMessageType(0).getField(0).getJsonName()).isEqualTo("S");
        assertThat(file.getMessageType(0).getField(0).hasOptions()).isFalse();
        assertThat(
                        file.getMessageType(0)
                                .getField(1)
                                .getOptions()
                                .getFeatures()
                                .getFieldPresence()
                                .name())
                .isEqualTo("EXPLICIT");
        assertThat(file.getEnumType(0).hasOptions()).isFalse();
    }

    @Test
    void featuresMayBeOneValue() {
        FileDescriptorProto file =
                ProtoText.read(
                        "a.proto",
                        """
                        edition = "2024";
                        option features = {
                          field_presence: IMPLICIT, [pb.go] { api_level: API_OPAQUE };
                          [pb.cpp]: { string_type: VIEW }
                          unknown: [ FIELD, { enum_type: OPEN } ]
                          message_encoding: DELIMITED
                        };
                        option features_of_ours = { enum_type: OPEN };
                        message M { string s = 1 [features = { field_presence: EXPLICIT }, json_name = "S"]; }
                        enum E { option features = { enum_type: CLOSED }; A = 1; }
                        """);

        assertThat(file.getOptions().getFeatures().getFieldPresence().name()).isEqualTo("IMPLICIT");
        assertThat(file.getOptions().getFeatures().getMessageEncoding().name())
                .isEqualTo("DELIMITED");
        assertThat(file.getOptions().getFeatures().hasEnumType()).isFalse();
        assertThat(file.getMessageType(0).getField(0).getJsonName()).isEqualTo("S");
        assertThat(
                        file.getMessageType(0)
                                .getField(0)
                                .getOptions()
                                .getFeatures()
                                .getFieldPresence()
                                .name())
                .isEqualTo("EXPLICIT");
        assertThat(file.getEnumType(0).getOptions().getFeatures().getEnumType().name())
                .isEqualTo("CLOSED");
    }

    @Test
    void typesMaySayWhoMayUseThem() {
        FileDescriptorProto file =
                ProtoText.read(
                        "a.proto",
                        """
                        edition = "2024";
                        import option "custom.proto";
                        export message M {
                          local message Inner {}
                          export enum Kind { A = 0; }
                          export message = 1;
                          local enum = 2;
                          export.Type t = 3;
                        }
                        local enum E { B = 0; }
                        """);

        DescriptorProto message = file.getMessageType(0);
        assertThat(message.getName()).isEqualTo("M");
        assertThat(message.getNestedType(0).getName()).isEqualTo("Inner");
        assertThat(message.getEnumType(0).getName()).isEqualTo("Kind");
        assertThat(message.getFieldList())
                .extracting(
                        FieldDescriptorProto::getTypeName,
                        FieldDescriptorProto::getName,
                        FieldDescriptorProto::getNumber)
                .containsExactly(
                        tuple("export", "message", 1),
                        tuple("local", "enum", 2),
                        tuple("export.Type", "t", 3));
        assertThat(file.getEnumType(0).getName()).isEqualTo("E");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "syntax = \"proto4\";         | has ';' in line 1, where syntax proto2 or proto3 is expected",
                "edition = \"1999\";          | has ';' in line 1, where an edition that is known is expected",
                "edition = \"UNKNOWN\"; | has ';' in line 1, where an edition that is known is expected",
                "edition = \"LEGACY\"; | has ';' in line 1, where an edition that is known is expected",
                "edition = \"PROTO3\"; | has ';' in line 1, where an edition that is known is expected",
                "edition = \"MAX\"; | has ';' in line 1, where an edition that is known is expected",
                "edition = \"99999_TEST_ONLY\"; | has ';' in line 1, where an edition that is known is expected",
                "message {}                   | has '{' in line 1, where a name is expected",
                "message M {                  | has 'the end' in line 1, where a name is expected",
                "message M { string s = x; }  | has 'x' in line 1, where a number is expected",
                "message M { string s = 1.5; }| has '1.5' in line 1, where a whole number of 32 bits is expected",
                "message M { string s = 1     | has 'the end' in line 1, where ';' is expected",
                "message M { string s = 1 [   | has 'the end' in line 1, where ']' is expected",
                "message M { map<string> m = 1; } | has '>' in line 1, where ',' is expected",
                "import other;                | has ';' in line 1, where a text is expected",
                "package \"a\";               | has 'a' in line 1, where a name is expected",
                "option x = {                 | has 'the end' in line 1, where ';' or '}' is expected",
                "option features = { a: B     | has 'the end' in line 1, where '}' or ']' is expected",
                "hello world                  | has the statement hello",
                "import \"a                   | has a text without an end in line 1",
                "&                            | has '&' in line 1, where a name is expected",
            })
    void whatIsNoFileSaysWhere(String text, String reason) {
        assertThat(catchThrowableOfType(Undecodable.class, () -> ProtoText.read("a", text)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void linesAreCounted() {
        assertThat(
                        catchThrowableOfType(
                                        Undecodable.class,
                                        () -> ProtoText.read("a", "// x\n/*\n*/ message\n7"))
                                .reason())
                .isEqualTo("has '7' in line 4, where a name is expected");
    }

    @Test
    void messagesThatAreNestedTooDeeplyAreRefused() {
        String text = "message M {".repeat(100_000);

        assertThat(
                        catchThrowableOfType(Undecodable.class, () -> ProtoText.read("a", text))
                                .reason())
                .isEqualTo("has messages deeper than the limit of 100 levels");
    }
}
