package dev.hooklane.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0, 'seconds'|1970-01-01T00:00:00Z",
                "-1, 'nanos'|1969-12-31T23:59:59.999999999Z",
                "1767225600123456, 'micros'|2026-01-01T00:00:00.123456Z",
                "1767225600123456789, 'nanos'|2026-01-01T00:00:00.123456789Z",
                "1767225600.123456789, 'seconds'|2026-01-01T00:00:00.123456789Z",
                "1.767225600123e9, 'seconds'|2026-01-01T00:00:00.123Z",
                "-719528, 'days'|0000-01-01T00:00:00Z",
                "2932896, 'days'|9999-12-31T00:00:00Z",
                "'2026-01-31t23:30:00z'|2026-01-31T23:30:00Z",
                "'2026-01-31T23:30:00.123456789-05:00'|2026-02-01T04:30:00.123456789Z",
                "'20260131', 'yyyyMMdd'|2026-01-31T00:00:00Z",
                "'20260131', 'uuuuMMdd', '+14:00'|2026-01-30T10:00:00Z",
                "'20260131233000123', 'yyyyMMddHHmmssSSS'|2026-01-31T23:30:00.123Z",
                "'2026-01-31T23:30', \"yyyy-MM-dd'T'HH:mm\"|2026-01-31T23:30:00Z",
                "'2026-01-31', 'yyyy-MM-dd[ HH:mm]'|2026-01-31T00:00:00Z",
                "'31 Jan 2026 11:30 pm', 'd MMM yyyy hh:mm a'|2026-01-31T23:30:00Z",
                "'2026-01-31 23:30 -0500', 'yyyy-MM-dd HH:mm Z', 'Asia/Tokyo'|2026-02-01T04:30:00Z",
                "'2026-01-31 23:30 Europe/Paris', 'yyyy-MM-dd HH:mm VV'|2026-01-31T22:30:00Z",
                // Clocks go from 2 to 3 here, and back from 3 to 2 in October.
                "'2026-03-29 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin'|2026-03-29T01:30:00Z",
                "'2026-10-25 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin'|2026-10-25T00:30:00Z",
            })
    void aTimeIsRead(String arguments, String time) {
        assertThat(MappingRun.of("time(%s)".formatted(arguments), "1"))
                .isEqualTo("\"%s\"".formatted(time));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "time(0.0000000001, 'seconds')|0.0000000001 has digits beyond nanoseconds",
                "time(0.5, 'nanos')|0.5 has digits beyond nanoseconds",
                "time(253402300800, 'seconds')|253402300800 is a time outside the years 0 to 9999",
                "time(1e400, 'days')|1e400 is a time outside the years 0 to 9999",
                "time(-1e400, 'nanos')|-1e400 is a time outside the years 0 to 9999",
                "time('2026-01-31T23:30:00')|'2026-01-31T23:30:00' is '2026-01-31T23:30:00', not a time in RFC 3339, such as 2024-01-15T10:30:00Z",
                "time('+10000-01-01T00:00:00Z')|'+10000-01-01T00:00:00Z' is a time outside the years 0 to 9999",
                "time('')|'' is '', not a time in RFC 3339, such as 2024-01-15T10:30:00Z",
                "time('29.02.2026', 'dd.MM.yyyy')|'29.02.2026' is '29.02.2026', not a time by the pattern 'dd.MM.yyyy'",
                "time('23:30', 'HH:mm')|'23:30' is '23:30', not a date by the pattern 'HH:mm'",
                "time(value, 'yyyy')|value is a number; text is expected",
                "time(value)|value is a number; text is expected",
                "format(value, 'yyyy')|value is a number; text is expected",
                "format('2026-01-01', 'yyyy')|'2026-01-01' is '2026-01-01', not a time in RFC 3339, such as 2024-01-15T10:30:00Z",
            })
    void whatIsNoTimeIsRejected(String expression, String reason) {
        assertThat(MappingRun.of(expression, "1")).isEqualTo("data.x: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'yyyy-MM-dd'|2026-01-31",
                "'EEE, d MMM uuuu HH:mm:ss'|Sat, 31 Jan 2026 23:30:00",
                "'yyyy-MM-dd HH:mm', 'America/New_York'|2026-01-31 18:30",
                "'HH:mm XXX', '+05:30'|05:00 +05:30",
            })
    void aTimeIsWritten(String arguments, String text) {
        assertThat(MappingRun.of("format('2026-01-31T23:30:00Z', %s)".formatted(arguments), "1"))
                .isEqualTo("\"%s\"".formatted(text));
    }
}
