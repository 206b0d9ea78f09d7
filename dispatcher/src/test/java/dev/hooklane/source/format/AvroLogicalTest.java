package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logical types that are rare, and values of them that are none. */
final class AvroLogicalTest {
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
        assertThat(
                        AvroRun.json(
                                AvroRun.logical(type, meaning),
                                new AvroBytes().number(number).done()))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "int, time-millis, -1",
        "int, time-millis, 86400000",
        "long, time-micros, 86400000000"
    })
    void aTimeThatNoDayHasIsRefused(String type, String meaning, long number) {
        assertThat(
                        AvroRun.reason(
                                AvroRun.logical(type, meaning),
                                new AvroBytes().number(number).done()))
                .isEqualTo("is a time of day that no day has");
    }

    @Test
    void aDurationIsReadInItsThreeParts() {
        byte[] value = {14, 0, 0, 0, 3, 0, 0, 0, (byte) 0xbc, 11, 0, 0};

        assertThat(
                        AvroRun.json(
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
                        AvroRun.json(
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

        assertThat(
                        AvroRun.json(
                                AvroRun.logical("bytes", "big-decimal"),
                                new AvroBytes().bytes(inner).done()))
                .isEqualTo("12.50");
        assertThat(
                        AvroRun.reason(
                                AvroRun.logical("bytes", "big-decimal"),
                                new AvroBytes().bytes(huge).done()))
                .isEqualTo("is a decimal of scale 2000000000, over the limit of 1000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 421})
    void aDecimalOfTooManyBytesIsRefused(int size) {
        String schema = "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 9}";

        assertThat(AvroRun.reason(schema, new AvroBytes().bytes(new byte[size]).done()))
                .isEqualTo("is a decimal of %d bytes; allowed are 1 to 420".formatted(size));
    }
}
