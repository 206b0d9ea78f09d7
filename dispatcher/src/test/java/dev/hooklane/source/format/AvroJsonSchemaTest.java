package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** That it allows what values become is in {@link GoldenFormatsTest}. */
final class AvroJsonSchemaTest {
    @Test
    void aRecordBecomesAnObjectWithItsTypesBesideIt() {
        assertThat(
                        made(
                                """
                                {"type":"record","name":"Order","namespace":"shop","doc":"An order.","fields":[
                                {"name":"id","type":"long","doc":" Its number. "},
                                {"name":"status","type":{"type":"enum","name":"Status","symbols":["NEW","PAID"]}},
                                {"name":"before","type":["null","Status"]},
                                {"name":"parent","type":["null","Order"]},
                                {"name":"notes","type":{"type":"map","values":["null","string"]}},
                                {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[]}}}]}
                                """))
                .isEqualTo(
                        json(
                                """
                                {"type":"object","description":"An order.","properties":{
                                "id":{"type":"integer","format":"int64","description":"Its number."},
                                "status":{"$ref":"#/$defs/Status"},
                                "before":{"anyOf":[{"$ref":"#/$defs/Status"},{"type":"null"}]},
                                "parent":{"anyOf":[{"$ref":"#"},{"type":"null"}]},
                                "notes":{"type":"object","additionalProperties":{"type":["string","null"]}},
                                "lines":{"type":"array","items":{"$ref":"#/$defs/Line"}}},
                                "required":["id","status","notes","lines"],
                                "$defs":{"Status":{"type":"string","enum":["NEW","PAID"]},
                                "Line":{"type":"object","properties":{}}}}
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'null' ; {'type':'null'}",
                "'boolean' ; {'type':'boolean'}",
                "'int' ; {'type':'integer','format':'int32'}",
                "'double' ; {'type':['number','string'],'pattern':'^(NaN|-?Infinity)$'}",
                "'bytes' ; {'type':'string','contentEncoding':'base64'}",
                "{'type':'fixed','name':'F','size':4} ; {'type':'string','contentEncoding':'base64'}",
                "{'type':'bytes','logicalType':'decimal','precision':4,'scale':2} ; {'type':'number'}",
                "{'type':'string','logicalType':'uuid'} ; {'type':'string','format':'uuid'}",
                "{'type':'int','logicalType':'date'} ; {'type':'string','format':'date'}",
                "{'type':'int','logicalType':'time-millis'} ; {'type':'string','format':'time-local'}",
                "{'type':'long','logicalType':'timestamp-micros'} ; {'type':'string','format':'date-time'}",
                "{'type':'long','logicalType':'local-timestamp-nanos'} ; {'type':'string','format':'date-time-local'}",
                "{'type':'fixed','name':'F','size':12,'logicalType':'duration'} ; {'type':'string','format':'duration'}",
                "{'type':'string','logicalType':'sku'} ; {'type':'string'}",
                "['null','float'] ; {'type':['number','string','null'],'pattern':'^(NaN|-?Infinity)$'}",
                "['string','null','boolean'] ; {'anyOf':[{'type':'string'},{'type':'boolean'},{'type':'null'}]}",
                "['string'] ; {'type':'string'}",
                "['null'] ; {'type':'null'}",
                "[] ; {'not':{}}",
            })
    void eachTypeHasItsSchema(String avro, String schema) {
        assertThat(made(avro.replace('\'', '"'))).isEqualTo(json(schema.replace('\'', '"')));
    }

    @Test
    void twoTypesOfOneNameAreToldApart() {
        assertThat(
                        made(
                                """
                                {"type":"record","name":"R","fields":[
                                {"name":"a","type":{"type":"enum","name":"x.E","symbols":["A"]}},
                                {"name":"b","type":{"type":"enum","name":"y.E","symbols":["B"]}}]}
                                """))
                .contains("\"a\":{\"$ref\":\"#/$defs/E\"}", "\"b\":{\"$ref\":\"#/$defs/E_\"}");
    }

    @Test
    void whatNoValueBecomesIsNotAllowed() {
        DataSchema schema =
                DataSchema.read(
                        ValueSchema.ofAvro(
                                schema(
                                        """
                                        {"type":"record","name":"R","fields":[
                                        {"name":"total","type":"double"},
                                        {"name":"status","type":{"type":"enum","name":"E","symbols":["NEW"]}}]}
                                        """)));

        assertThat(
                        schema.mismatches(
                                JsonMapper.shared()
                                        .readTree("{\"total\":\"12\",\"status\":\"OLD\"}")))
                .hasSize(2);
        assertThat(schema.mismatches(JsonMapper.shared().readTree("{}"))).hasSize(2);
    }

    @Test
    void aChainOfManyTypesIsNoDeeperThanOne() {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            chain.append(
                    "{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[{\"name\":\"n\",\"type\":"
                            .formatted(i));
        }
        assertThat(
                        DataSchema.read(
                                ValueSchema.ofAvro(schema(chain + "\"int\"" + "}]}".repeat(500)))))
                .isNotNull();
    }

    @Test
    void whatIsNoSchemaSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> made("{"))
                .withMessage("its schema is not JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> made("\"shop.Order\""))
                .withMessage("its schema refers to 'shop.Order', which is not there");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        made(
                                "{\"type\":\"array\",\"items\":".repeat(201)
                                        + "\"int\""
                                        + "}".repeat(201)))
                .withMessage(
                        "its schema has lists and maps in each other over the limit of 200 levels");
    }

    private static String made(String avro) {
        return ValueSchema.ofAvro(schema(avro)).toString();
    }

    private static RegisteredSchema schema(String avro) {
        return new RegisteredSchema(7, SchemaType.AVRO, avro, List.of());
    }

    private static String json(String text) {
        return JsonMapper.shared().readTree(text).toString();
    }
}
