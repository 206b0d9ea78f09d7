package dev.hooklane.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "15s,PT15S", "5m,PT5M", "2h,PT2H", "7d,PT168H", "0s,PT0S"})
    void eachUnitIsRead(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT1M30S,90s", "PT5M,5m", "PT120M,2h", "PT1.5S,1500ms", "PT168H,168h"})
    void theLargestWholeUnitIsWritten(Duration duration, String text) {
        assertThat(DurationText.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 m", "-5m", "1.5s", "5M", "9999999999s", "m"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is not a duration such as 500ms, 15s, 5m, 2h or 7d", text);
    }
}
