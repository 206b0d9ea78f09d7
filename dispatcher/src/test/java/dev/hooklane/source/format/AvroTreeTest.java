package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of good values is in the golden files; here are hostile ones, and rare types. */
final class AvroTreeTest {
    private static final String LINES =
            """
            {"type": "record", "name": "Order", "fields": [{"name": "lines", "type": {"type": "array",
              "items": {"type": "record", "name": "Line", "fields": [{"name": "price", "type": "double"}]}}}]}
            """;

    @Test
    void aValueThatEndsTooEarlyNamesTheField() {
        assertThat(AvroRun.reason(LINES, new AvroBytes().number(2).raw(new byte[12]).done()))
                .isEqualTo("lines[1].price ends too early");
    }

    @Test
    void aValueWithMoreBehindItIsRefused() {
        assertThat(AvroRun.reason("\"int\"", new byte[] {2, 0, 0}))
                .isEqualTo("2 bytes are left behind the value");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aLengthThatIsWrongAllocatesNothing(long length) {
        byte[] value = new AvroBytes().number(length).raw((byte) 1, (byte) 2, (byte) 3).done();

        assertThat(AvroRun.reason("\"string\"", value))
                .isEqualTo("has a length of %d with 3 bytes left".formatted(length));
        assertThat(AvroRun.reason(AvroRun.logical("bytes", "big-decimal"), value))
                .isEqualTo("has a length of %d with 3 bytes left".formatted(length));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, -1L << 40})
    void itemsOfNoBytesAreCounted(long items) {
        byte[] value = new AvroBytes().number(items).number(0).number(0).done();

        assertThat(AvroRun.reason("{\"type\": \"array\", \"items\": \"null\"}", value))
                .endsWith("is one of more than 1,000,000 values");
    }

    @Test
    void aListOfTheLeastNumberOfItemsIsRefused() {
        assertThat(
                        AvroRun.reason(
                                "{\"type\": \"array\", \"items\": \"null\"}",
                                new AvroBytes().number(Long.MIN_VALUE).number(0).done()))
                .isEqualTo("is a list of too many items");
    }

    @Test
    void aBlockMaySayHowLongItIs() {
        byte[] value = new AvroBytes().number(-2).number(2).number(7).number(8).number(0).done();

        assertThat(AvroRun.json("{\"type\": \"array\", \"items\": \"int\"}", value))
                .isEqualTo("[7,8]");
    }

    @Test
    void aRecordThatIsItselfEnds() {
        String endless =
                """
                {"type": "record", "name": "A", "fields": [{"name": "a", "type": "A"}]}
                """;

        assertThat(AvroRun.reason(endless, new byte[0]))
                .endsWith("is deeper than the limit of 200 levels");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "201, false"})
    void twoHundredLevelsAreRead(int levels, boolean readable) {
        String list =
                """
                {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}
                """;
        AvroBytes value = new AvroBytes();
        for (int i = 1; i < levels; i++) {
            value.number(1);
        }
        byte[] whole = value.number(0).done();

        if (readable) {
            assertThat(AvroRun.json(list, whole)).startsWith("{\"next\":{\"next\":");
        } else {
            assertThat(AvroRun.reason(list, whole))
                    .endsWith("is deeper than the limit of 200 levels");
        }
    }

    @Test
    void aSchemaThatIsNestedTwoHundredDeepIsRead() {
        assertThat(AvroRun.json(nested(200), new byte[] {2})).contains("\"f0\":1");
        assertThat(AvroRun.reason(nested(201), new byte[] {2})).endsWith("limit of 200 levels");
        assertThat(AvroRun.reason(nested(5_000), new byte[] {2})).isEqualTo("is not JSON");
    }

    private static String nested(int levels) {
        String schema = "\"int\"";
        for (int i = 0; i < levels; i++) {
            schema =
                    "{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[{\"name\":\"f%d\",\"type\":%s}]}"
                            .formatted(i, i, schema);
        }
        return schema;
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, Integer.MAX_VALUE})
    void aSymbolThatTheSchemaDoesNotHaveIsNamed(int index) {
        assertThat(
                        AvroRun.reason(
                                """
                                {"type": "enum", "name": "shop.Status", "symbols": ["A", "B", "C"]}
                                """,
                                new AvroBytes().number(index).done()))
                .isEqualTo("is symbol %d of 'shop.Status', which has 3".formatted(index));
    }

    @Test
    void aReasonIsOneShortLineWhateverNamesTheSchemaHas() {
        String symbols =
                """
                {"type": "enum", "name": "A\\n\\u001b[2J%s", "symbols": []}
                """
                        .formatted("x".repeat(400));
        String record =
                """
                {"type": "record", "name": "R", "fields": [{"name": "a\\nb\\u2028", "type": "int"}]}
                """;

        assertThat(AvroRun.reason(symbols, new byte[] {0}))
                .startsWith("is symbol 0 of 'A\\u000a\\u001b[2Jxxx")
                .endsWith("x…', which has 0")
                .hasSizeLessThan(120);
        assertThat(AvroRun.reason(record, new byte[0]))
                .isEqualTo("a\\u000ab\\u2028 ends too early");
    }

    /** Two hundred levels of such a name would be 200 MiB, and copied at each. */
    @Test
    void aPathOfLongNamesIsCut() {
        String list =
                """
                {"type": "record", "name": "R", "fields": [{"name": "%s", "type": ["null", "R"]}]}
                """
                        .formatted("x".repeat(1 << 20));
        byte[] value = new byte[206];
        Arrays.fill(value, (byte) 2);

        assertThat(AvroRun.reason(list, value))
                .startsWith("x".repeat(64) + "…." + "x".repeat(64) + "….")
                .endsWith("… is deeper than the limit of 200 levels")
                .hasSizeLessThan(350);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void aBranchThatTheUnionDoesNotHaveIsNamed(int index) {
        assertThat(AvroRun.reason("[\"null\", \"int\"]", new AvroBytes().number(index).done()))
                .isEqualTo("is branch %d of a union of 2".formatted(index));
    }

    @Test
    void numbersThatAreTooLongAreRefused() {
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0xff);

        assertThat(AvroRun.reason("\"long\"", endless))
                .isEqualTo("is a number that takes more than 64 bits");
        assertThat(AvroRun.reason("\"int\"", new AvroBytes().number(1L << 40).done()))
                .isEqualTo("is a number that takes more than 32 bits");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        assertThat(
                        AvroRun.reason(
                                "\"string\"",
                                new AvroBytes().bytes((byte) 'a', (byte) 0xff).done()))
                .isEqualTo("is text that is not UTF-8");
        assertThat(AvroRun.json("\"string\"", new AvroBytes().text("\ufffd").done()))
                .isEqualTo("\"\ufffd\"");
    }

    @Test
    void bytesThatAreTheWholeValueHaveNoLength() {
        assertThat(AvroRun.json("\"bytes\"", new byte[] {1, 2, 3})).isEqualTo("\"AQID\"");
        assertThat(AvroRun.json("[\"bytes\"]", new byte[] {0, 4, 1, 2})).isEqualTo("\"AQI=\"");
    }

    @Test
    void aTypeMayBeDescribedWithinAType() {
        assertThat(AvroRun.json("{\"type\": {\"type\": \"int\"}}", new byte[] {2})).isEqualTo("1");
    }

    @Test
    void aBooleanIsZeroOrOne() {
        assertThat(AvroRun.reason("\"boolean\"", new byte[] {2}))
                .isEqualTo("is neither true nor false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type': 'array'}                                     | has a type that is neither a name, an object nor a list",
                "'shop.Order'                                          | refers to 'shop.Order', which is not there",
                "{'type': 'record', 'fields': []}                      | has a type without a name",
                "{'type': 'fixed', 'name': 'F', 'size': -1}            | has no size of fixed 'F'",
                "{'type': 'record', 'name': 'R', 'fields': [{}]}       | has a field without a name in 'R'",
                "7                                                     | has a type that is neither a name, an object nor a list",
                "{'type                                                | is not JSON",
            })
    void whatIsNoSchemaIsRefused(String schema, String reason) {
        assertThat(AvroRun.reason(schema.replace('\'', '"'), new byte[] {0})).isEqualTo(reason);
    }

    @Test
    void aSchemaOfAnotherTypeIsRefused() {
        RegisteredSchema json = new RegisteredSchema(7, SchemaType.JSON, "{}", List.of());

        assertThat(catchThrowableOfType(Undecodable.class, () -> AvroSchema.compile(json)).reason())
                .isEqualTo("is of the type JSON, not AVRO");
    }
}
