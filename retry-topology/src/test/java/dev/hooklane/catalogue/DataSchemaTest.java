package dev.hooklane.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

final class DataSchemaTest {
    private static final String SCHEMA =
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
             "required":["conversationId","text"],
             "properties":{
               "conversationId":{"type":"string","pattern":"^conv_"},
               "text":{"type":"string"},
               "tags":{"type":"array","items":{"$ref":"#/$defs/tag"},"uniqueItems":true}},
             "additionalProperties":false,
             "$defs":{"tag":{"type":"string","maxLength":3}}}
            """;

    @Test
    void dataThatIsAsItMustBeHasNoMismatch() {
        assertThat(
                        wrong(
                                SCHEMA,
                                "{\"conversationId\":\"conv_1\",\"text\":\"hi\",\"tags\":[\"a\",\"b\"]}"))
                .isEmpty();
    }

    @Test
    void eachMismatchNamesItsPlaceAndNoValue() {
        List<String> wrong =
                wrong(
                        SCHEMA,
                        "{\"conversationId\":\"secret-1\",\"tags\":[\"a\",\"secret-2\"],\"more\":1}");

        assertThat(wrong)
                .containsExactlyInAnyOrder(
                        "required property 'text' not found",
                        "/conversationId does not match the regex pattern ^conv_",
                        "/tags/1 must be at most 3 characters long",
                        "property 'more' is not defined in the schema and the schema does not allow additional properties");
    }

    @Test
    void ofManyMismatchesAFewAreTold() {
        String data = "{\"a\":[" + "1,".repeat(100_000) + "1]}";

        assertThat(wrong("{\"properties\":{\"a\":{\"items\":{\"type\":\"string\"}}}}", data))
                .hasSize(DataSchema.MISMATCHES_MAX)
                .first()
                .isEqualTo("/a/0 integer found, string expected");
    }

    @Test
    void branchesAreJudgedByAllOfTheirErrors() {
        String schema =
                """
                {"oneOf":[{"required":["a","b","c","d","e","f","g"]},{"required":["h"]}],
                 "not":{"required":["z"]},
                 "contains":{"type":"string"}}
                """;

        assertThat(wrong(schema, "{\"h\":1}")).isEmpty();
        assertThat(wrong(schema, "{\"h\":1,\"z\":1}")).hasSize(1);
        assertThat(wrong(schema, "{}")).isNotEmpty();
    }

    @Test
    void aFormatIsANoteAndNoRule() {
        assertThat(wrong("{\"properties\":{\"a\":{\"format\":\"email\"}}}", "{\"a\":\"x\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    []                                                            | is not an object
                    true                                                          | is not an object
                    {"type":"objekt"}                                             | /type does not have a value in the enumeration
                    {"properties":7}                                              | /properties integer found, object expected
                    {"properties":{"a":{"minimum":"1"}}}                          | /properties/a/minimum string found
                    {"properties":{"a":{"pattern":"("}}}                          | missing closing )
                    {"patternProperties":{"(?=x)":{}}}                            | can't be matched in linear time
                    {"properties":{"a":{"$ref":"#/$defs/none"}}}                  | /$defs/none
                    {"$ref":"https://example.com/schema.json"}                    | not allowed to be loaded
                    {"$ref":"other.json"}                                         | not allowed to be loaded
                    {"$ref":"file:///etc/passwd"}                                 | not allowed to be loaded
                    {"$ref":"classpath:/draft-07/schema"}                         | not allowed to be loaded
                    {"$ref":"https://json-schema.org/draft/2020-12/schema"}       | not allowed to be loaded
                    {"$schema":"http://json-schema.org/draft-07/schema#"}         | Unknown dialect
                    {"properties":{"a":{"$id":"b","$schema":"https://x.y/z"}}}    | Unknown dialect
                    """)
    void whatIsNoSchemaOrReachesOutIsRefused(String schema, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(schema))
                .withMessageStartingWith("schema")
                .withMessageContaining(why);
    }

    @Test
    void aSchemaHasItsLimits() {
        String large = "{\"description\":\"%s\"}".formatted("x".repeat(DataSchema.JSON_MAX));
        String deep = "{\"not\":".repeat(60) + "{}" + "}".repeat(60);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(large))
                .withMessage("schema has 65554 characters, the limit is 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(deep))
                .withMessageContaining("nested deeper than");
        assertThat(read("{\"not\":".repeat(31) + "{}" + "}".repeat(31))).isNotNull();
    }

    @Test
    void schemasWithOneIdDoNotMeetEachOther() {
        String schema = "{\"$id\":\"https://example.com/s\",\"required\":[\"%s\"]}";

        assertThat(wrong(schema.formatted("a"), "{\"a\":1}")).isEmpty();
        assertThat(wrong(schema.formatted("b"), "{\"a\":1}")).hasSize(1);
    }

    @Test
    void aReferenceByIdWithinTheSchemaIsFollowed() {
        String schema =
                "{\"$id\":\"https://example.com/s\",\"$defs\":{\"t\":{\"$id\":\"tag\",\"type\":\"string\"}},"
                        + "\"properties\":{\"a\":{\"$ref\":\"tag\"}}}";

        assertThat(wrong(schema, "{\"a\":1}")).containsExactly("/a integer found, string expected");
    }

    @Test
    void whatIsBesideAReferenceCounts() {
        String schema =
                """
                {"properties":{"a":{"$ref":"#/$defs/t","maxLength":3}},"$defs":{"t":{"type":"string"}}}
                """;

        assertThat(wrong(schema, "{\"a\":\"abc\"}")).isEmpty();
        assertThat(wrong(schema, "{\"a\":\"abcd\"}"))
                .containsExactly("/a must be at most 3 characters long");
    }

    /** Each would take for ever, or end the thread. */
    @ParameterizedTest
    @Timeout(20)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"$ref":"#"}                                                                                             | 256 schemas
                    {"anyOf":[{"$ref":"#"}]}                                                                                 | 256 schemas
                    {"properties":{"c":{"$ref":"#"}}}                                                                        | 256 schemas
                    {"allOf":[{"properties":{"c":{"$ref":"#"}}},{"properties":{"c":{"$ref":"#"}}},{"maxProperties":1}]}      | given up
                    {"$dynamicRef":"https://example.com/x#a"}                                                                | can't be checked
                    """)
    void aCheckThatHasNoEndIsGivenUp(String schema, String why) {
        String nested = "{\"c\":".repeat(400) + "1" + "}".repeat(400);

        assertThat(wrong(schema, nested)).singleElement().asString().contains(why);
    }

    @Test
    @Timeout(20)
    void aCheckThatBranchesAtEachLevelIsGivenUp() {
        String schema =
                "{\"allOf\":[{\"properties\":{\"c\":{\"$ref\":\"#\"}}},{\"properties\":{\"c\":{\"$ref\":\"#\"}}}]}";
        String nested = "{\"c\":".repeat(40) + "1" + "}".repeat(40);

        assertThat(wrong(schema, nested))
                .containsExactly("its check was given up after 500000 steps");
    }

    @ParameterizedTest
    @Timeout(20)
    @CsvSource({"1e999999999", "1e-999999999", "1e2147483647", "5e20"})
    void numbersOfAnySizeAreChecked(String number) {
        String schema =
                "{\"properties\":{\"a\":{\"type\":\"number\",\"minimum\":0,\"multipleOf\":0.01,\"enum\":[1,2.5]}},\"uniqueItems\":true}";

        assertThat(wrong(schema, "{\"a\":%s,\"b\":[%s,%s]}".formatted(number, number, number)))
                .isNotEmpty();
    }

    /** Where its type is integer, a bound is compared with the number as a long. */
    @ParameterizedTest
    @CsvSource({"1e400", "-1e400", "1e999999999"})
    void anIntegerBeyondTheCheckIsAMismatch(String number) {
        String schema =
                "{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":10}}}";

        assertThat(wrong(schema, "{\"a\":%s}".formatted(number))).isNotEmpty();
    }

    private static DataSchema read(String schema) {
        return DataSchema.read(JsonMapper.shared().readTree(schema));
    }

    private static List<String> wrong(String schema, String data) {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();
        return read(schema).mismatches(mapper.readTree(data));
    }
}
