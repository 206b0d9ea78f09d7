package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Optional<Duration> of(int status, String value) {
        return RetryAfter.of(status, Headers.of("Retry-After", value), NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT0S",
                "1|PT1S",
                "007|PT7S",
                "120|PT2M",
                "604800|PT168H",
                "604801|PT168H",
                "999999999|PT168H",
                "99999999999|PT168H",
                "9999999999999999999999999|PT168H",
                "-1|PT0S",
                "-99999999999999999999|PT0S",
                "Sun, 01 Mar 2026 12:01:00 GMT|PT1M",
                "Sun, 01 Mar 2026 11:59:00 GMT|PT0S",
                "Sunday, 01-Mar-26 12:01:00 GMT|PT1M",
                "Sun Mar  1 12:01:00 2026|PT1M",
                "Fri, 31 Dec 9999 23:59:59 GMT|PT168H"
            })
    void readsSecondsAndDatesWithinBounds(String value, Duration wait) {
        assertThat(of(503, value)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1.5", "1e3", "+1", "0x10", "1 minute", "٣"})
    void ignoresWhatIsNeither(String value) {
        Headers headers = new Headers.Builder().addUnsafeNonAscii("Retry-After", value).build();

        assertThat(RetryAfter.of(503, headers, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void countsOnTooManyRequestsAndUnavailable(int status) {
        assertThat(of(status, "5")).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 408, 500, 502, 504})
    void countsOnNoOtherStatus(int status) {
        assertThat(of(status, "5")).isEmpty();
    }

    @Test
    void isNotThereWithoutTheHeader() {
        assertThat(RetryAfter.of(503, Headers.of(), NOW)).isEmpty();
    }
}
