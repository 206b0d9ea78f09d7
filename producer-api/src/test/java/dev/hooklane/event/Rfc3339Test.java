package dev.hooklane.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2024-01-15T10:30:00Z,2024-01-15T10:30:00Z",
        "2024-01-15T10:30:00.0Z,2024-01-15T10:30:00.0Z",
        "2024-01-15T10:30:00.123456789Z,2024-01-15T10:30:00.123456789Z",
        "1970-01-01T00:00:00Z,1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z,9999-12-31T23:59:59.999999999Z",
        "2024-02-29T23:59:59Z,2024-02-29T23:59:59Z",
        "2024-01-15T10:30:00+00:00,2024-01-15T10:30:00Z",
        "2024-01-15T10:30:00-00:00,2024-01-15T10:30:00Z",
        "2024-01-15T10:30:00.250+05:30,2024-01-15T05:00:00.250Z",
        "2024-01-01T00:15:00.10-08:00,2024-01-01T08:15:00.10Z",
        "2024-01-01T00:15:00+01:00,2023-12-31T23:15:00Z",
        "2024-12-31T23:00:00-23:59,2025-01-01T22:59:00Z",
        "2024-01-15t10:30:00z,2024-01-15T10:30:00Z",
        "2024-01-15 10:30:00Z,2024-01-15T10:30:00Z",
        "2016-12-31T23:59:60Z,2016-12-31T23:59:59Z",
        "2017-01-01T00:59:60+01:00,2016-12-31T23:59:59Z",
        "1969-12-31T23:30:00-01:00,1970-01-01T00:30:00Z"
    })
    void aTimestampIsGivenInUtc(String written, String utc) {
        Rfc3339 timestamp = Rfc3339.parse(written);

        assertThat(timestamp.text()).isEqualTo(utc);
        assertThat(timestamp.instant()).isEqualTo(Instant.parse(utc));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-01-15",
                "2024-01-15T10:30Z",
                "2024-01-15T10:30:00",
                "2024-01-15T10:30:00.Z",
                "2024-01-15T10:30:00,5Z",
                "2024-01-15T10:30:00Z ",
                " 2024-01-15T10:30:00Z",
                "2024-01-15T10:30:00ZZ",
                "2024-01-15T10:30:00+0100",
                "2024-01-15T10:30:00+01",
                "2024-01-15T10:30:00+24:00",
                "2024-01-15T10:30:00+01:60",
                "2024-01-15T10:30:00+01:00Z",
                "2024-13-15T10:30:00Z",
                "2024-00-15T10:30:00Z",
                "2023-02-29T10:30:00Z",
                "2024-04-31T10:30:00Z",
                "2024-01-15T24:00:00Z",
                "2024-01-15T10:60:00Z",
                "2024-01-15T10:30:61Z",
                "2024-01-15T10:30:60Z",
                "2024-01-15X10:30:00Z",
                "2024/01/15T10:30:00Z",
                "+2024-01-15T10:30:00Z",
                "-024-01-15T10:30:00Z",
                "٢٠٢٤-01-15T10:30:00Z",
                "2024-01-15T10:30:00.1234567890Z",
                "1969-12-31T23:59:59Z",
                "1970-01-01T00:30:00+01:00",
                "9999-12-31T23:59:59-00:01",
                "0000-01-01T00:00:00Z"
            })
    void whatIsNoTimestampOfTheYears1970To9999IsRejected(String written) {
        assertThatThrownBy(() -> Rfc3339.parse(written))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.BAD_TIMESTAMP));
    }

    @Test
    void everyOffsetMeansTheSameMomentAsJavaSays() {
        Random random = new Random(42);
        for (int i = 0; i < 3_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(100_000, 253_402_200_000L),
                            random.nextInt(1_000) * 1_000_000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60));
            String written =
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            OffsetDateTime.ofInstant(instant, offset));

            assertThat(Rfc3339.parse(written).instant()).as(written).isEqualTo(instant);
            assertThat(Instant.parse(Rfc3339.parse(written).text())).as(written).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 253_402_300_800_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void aMomentOutsideTheYears1970To9999IsRejected(long epochMs) {
        assertThatThrownBy(() -> Rfc3339.of(Instant.ofEpochMilli(epochMs)))
                .isInstanceOf(Rejection.class);
    }
}
