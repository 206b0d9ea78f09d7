package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** That it allows what messages become is in {@link GoldenFormatsTest}. */
final class ProtoJsonSchemaTest {
    @Test
    void aMessageBecomesAnObjectWithItsTypesBesideIt() {
        assertThat(
                        made(
                                """
                                syntax = "proto3";
                                package shop;
                                import "google/protobuf/timestamp.proto";
                                import "google/protobuf/wrappers.proto";
                                import "google/protobuf/struct.proto";
                                message Order {
                                  int64 order_id = 1;
                                  optional uint32 count = 2;
                                  Status status = 3;
                                  repeated Order parts = 4;
                                  map<string, double> rates = 5;
                                  google.protobuf.Timestamp at = 6;
                                  google.protobuf.BytesValue raw = 7;
                                  google.protobuf.Value free = 8;
                                }
                                enum Status { NEW = 0; PAID = 1; }
                                message Other {}
                                """))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"type":"object","properties":{
                                        "orderId":{"type":"string","format":"int64"},
                                        "count":{"type":"integer","format":"uint32"},
                                        "status":{"$ref":"#/$defs/Status"},
                                        "parts":{"type":"array","items":{"$ref":"#"}},
                                        "rates":{"type":"object","additionalProperties":
                                        {"type":["number","string"],"pattern":"^(NaN|-?Infinity)$"}},
                                        "at":{"type":"string","format":"date-time"},
                                        "raw":{"type":"string","contentEncoding":"base64"},
                                        "free":{}},
                                        "required":["orderId","status","parts","rates"],
                                        "$defs":{"Status":{"anyOf":[{"enum":["NEW","PAID"]},
                                        {"type":"integer","format":"int32"}]}}}
                                        """));
    }

    @Test
    void whatNoMessageBecomesIsNotAllowed() {
        DataSchema schema =
                DataSchema.read(
                        made(
                                """
                                syntax = "proto3"; message M { bool b = 1; repeated E e = 2; } enum E { A = 0; }
                                """));

        assertThat(
                        schema.mismatches(
                                JsonMapper.shared().readTree("{\"b\":1,\"e\":[\"A\",7,\"B\"]}")))
                .isNotEmpty()
                .allMatch(each -> each.startsWith("/b ") || each.startsWith("/e/2 "));
        assertThat(schema.mismatches(JsonMapper.shared().readTree("{}"))).hasSize(2);
    }

    @Test
    void aFileWithoutAMessageIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> made("syntax = \"proto3\"; enum E { A = 0; }"))
                .withMessage("its schema has no message");
    }

    private static ObjectNode made(String file) {
        return ValueSchema.ofProtobuf(
                new RegisteredSchema(7, SchemaType.PROTOBUF, file, List.of()));
    }
}
