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
        assertThat(reason(LINES, new AvroBytes().number(2).raw(new byte[12]).done()))
                .isEqualTo("lines[1].price ends too early");
    }

    @Test
    void aValueWithMoreBehindItIsRefused() {
        assertThat(reason("\"int\"", new byte[] {2, 0, 0}))
                .isEqualTo("2 bytes are left behind the value");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aLengthThatIsWrongAllocatesNothing(long length) {
        byte[] value = new AvroBytes().number(length).raw((byte) 1, (byte) 2, (byte) 3).done();

        assertThat(reason("\"string\"", value))
                .isEqualTo("has a length of %d with 3 bytes left".formatted(length));
        assertThat(reason(logical("bytes", "big-decimal"), value))
                .isEqualTo("has a length of %d with 3 bytes left".formatted(length));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, -1L << 40})
    void itemsOfNoBytesAreCounted(long items) {
        byte[] value = new AvroBytes().number(items).number(0).number(0).done();

        assertThat(reason("{\"type\": \"array\", \"items\": \"null\"}", value))
                .endsWith("is one of more than 1,000,000 values");
    }

    @Test
    void aListOfTheLeastNumberOfItemsIsRefused() {
        assertThat(
                        reason(
                                "{\"type\": \"array\", \"items\": \"null\"}",
                                new AvroBytes().number(Long.MIN_VALUE).number(0).done()))
                .isEqualTo("is a list of too many items");
    }

    @Test
    void aBlockMaySayHowLongItIs() {
        byte[] value = new AvroBytes().number(-2).number(2).number(7).number(8).number(0).done();

        assertThat(json("{\"type\": \"array\", \"items\": \"int\"}", value)).isEqualTo("[7,8]");
    }

    @Test
    void aRecordThatIsItselfEnds() {
        String endless =
                """
                {"type": "record", "name": "A", "fields": [{"name": "a", "type": "A"}]}
                """;

        assertThat(reason(endless, new byte[0])).endsWith("is deeper than the limit of 200 levels");
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
            assertThat(json(list, whole)).startsWith("{\"next\":{\"next\":");
        } else {
            assertThat(reason(list, whole)).endsWith("is deeper than the limit of 200 levels");
        }
    }

    @Test
    void aSchemaThatIsNestedTwoHundredDeepIsRead() {
        assertThat(json(nested(200), new byte[] {2})).contains("\"f0\":1");
        assertThat(reason(nested(201), new byte[] {2})).endsWith("limit of 200 levels");
        assertThat(reason(nested(5_000), new byte[] {2})).isEqualTo("is not JSON");
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
                        reason(
                                """
                                {"type": "enum", "name": "shop.Status", "symbols": ["A", "B", "C"]}
                                """,
                                new AvroBytes().number(index).done()))
                .isEqualTo("is symbol %d of shop.Status, which has 3".formatted(index));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void aBranchThatTheUnionDoesNotHaveIsNamed(int index) {
        assertThat(reason("[\"null\", \"int\"]", new AvroBytes().number(index).done()))
                .isEqualTo("is branch %d of a union of 2".formatted(index));
    }

    @Test
    void numbersThatAreTooLongAreRefused() {
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0xff);

        assertThat(reason("\"long\"", endless))
                .isEqualTo("is a number that takes more than 64 bits");
        assertThat(reason("\"int\"", new AvroBytes().number(1L << 40).done()))
                .isEqualTo("is a number that takes more than 32 bits");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        assertThat(reason("\"string\"", new AvroBytes().bytes((byte) 'a', (byte) 0xff).done()))
                .isEqualTo("is text that is not UTF-8");
        assertThat(json("\"string\"", new AvroBytes().text("\ufffd").done()))
                .isEqualTo("\"\ufffd\"");
    }

    @Test
    void bytesThatAreTheWholeValueHaveNoLength() {
        assertThat(json("\"bytes\"", new byte[] {1, 2, 3})).isEqualTo("\"AQID\"");
        assertThat(json("[\"bytes\"]", new byte[] {0, 4, 1, 2})).isEqualTo("\"AQI=\"");
    }

    @Test
    void aTypeMayBeDescribedWithinAType() {
        assertThat(json("{\"type\": {\"type\": \"int\"}}", new byte[] {2})).isEqualTo("1");
    }

    @Test
    void aBooleanIsZeroOrOne() {
        assertThat(reason("\"boolean\"", new byte[] {2})).isEqualTo("is neither true nor false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long | timestamp-nanos        | 1792281600123456789 | \"2026-10-18T00:00:00.123456789Z\"",
                "long | timestamp-millis       | 9223372036854775807 | \"+292278994-08-17T07:12:55.807Z\"",
                "long | local-timestamp-nanos  | -1                  | \"1969-12-31T23:59:59.999999999\"",
                "int  | date                   | 2147483647          | \"+5881580-07-11\"",
                "int  | time-micros            | 7                   | 7",
            })
    void rareTimesAreRead(String type, String meaning, long number, String json) {
        assertThat(json(logical(type, meaning), new AvroBytes().number(number).done()))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "int, time-millis, -1",
        "int, time-millis, 86400000",
        "long, time-micros, 86400000000"
    })
    void aTimeThatNoDayHasIsRefused(String type, String meaning, long number) {
        assertThat(reason(logical(type, meaning), new AvroBytes().number(number).done()))
                .isEqualTo("is a time of day that no day has");
    }

    @Test
    void aDurationIsReadInItsThreeParts() {
        byte[] value = {14, 0, 0, 0, 3, 0, 0, 0, (byte) 0xbc, 11, 0, 0};

        assertThat(
                        json(
                                """
                                {"type": "fixed", "name": "D", "size": 12, "logicalType": "duration"}
                                """,
                                value))
                .isEqualTo("\"P14M3DT3.004S\"");
    }

    @Test
    void aUuidMayBeSixteenBytes() {
        byte[] value = {
            0x12,
            0x3e,
            0x45,
            0x67,
            (byte) 0xe8,
            (byte) 0x9b,
            0x12,
            (byte) 0xd3,
            (byte) 0xa4,
            0x56,
            0x42,
            0x66,
            0x14,
            0x17,
            0x40,
            0
        };

        assertThat(
                        json(
                                """
                                {"type": "fixed", "name": "U", "size": 16, "logicalType": "uuid"}
                                """,
                                value))
                .isEqualTo("\"123e4567-e89b-12d3-a456-426614174000\"");
    }

    @Test
    void aDecimalMayBringItsScale() {
        byte[] inner = new AvroBytes().bytes((byte) 0x04, (byte) 0xe2).number(2).done();
        byte[] huge = new AvroBytes().bytes((byte) 1).number(2_000_000_000).done();

        assertThat(json(logical("bytes", "big-decimal"), new AvroBytes().bytes(inner).done()))
                .isEqualTo("12.50");
        assertThat(reason(logical("bytes", "big-decimal"), new AvroBytes().bytes(huge).done()))
                .isEqualTo("is a decimal of scale 2000000000, over the limit of 1000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 421})
    void aDecimalOfTooManyBytesIsRefused(int size) {
        String schema = "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 9}";

        assertThat(reason(schema, new AvroBytes().bytes(new byte[size]).done()))
                .isEqualTo("is a decimal of %d bytes; allowed are 1 to 420".formatted(size));
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
        assertThat(reason(schema.replace('\'', '"'), new byte[] {0})).isEqualTo(reason);
    }

    @Test
    void aSchemaOfAnotherTypeIsRefused() {
        RegisteredSchema json = new RegisteredSchema(7, SchemaType.JSON, "{}", List.of());

        assertThat(catchThrowableOfType(Undecodable.class, () -> AvroSchema.compile(json)).reason())
                .isEqualTo("is of the type JSON, not AVRO");
    }

    private static String logical(String type, String meaning) {
        return "{\"type\": \"%s\", \"logicalType\": \"%s\"}".formatted(type, meaning.strip());
    }

    private static String json(String schema, byte[] value) {
        return AvroTree.read(compiled(schema), value, 0).toString();
    }

    private static String reason(String schema, byte[] value) {
        return catchThrowableOfType(
                        Undecodable.class, () -> AvroTree.read(compiled(schema), value, 0))
                .reason();
    }

    private static AvroType compiled(String schema) {
        return AvroSchema.compile(new RegisteredSchema(7, SchemaType.AVRO, schema, List.of()));
    }
}
