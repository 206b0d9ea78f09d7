package dev.hooklane.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({
        "1, 100 %",
        "0, 0 %",
        "0.5, 50 %",
        "0.99999, 99.9 %",
        "0.00001, 0.1 %",
        "0.123, 12.3 %"
    })
    void aShareIsNeverRoundedToAllOrNothing(double share, String text) {
        assertThat(Texts.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "15049, 15.0 s"})
    void timesAreReadable(long ms, String text) {
        assertThat(Texts.millis(ms)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59.4, 59 s", "60, 1 min", "3599, 59 min", "7300, 2 h", "90000, 1 day"})
    void ageIsToldInItsLargestUnit(double seconds, String text) {
        assertThat(Texts.seconds(seconds)).isEqualTo(text);
    }

    @Test
    void aCountHasItsNoun() {
        assertThat(Texts.count(1, "attempt")).isEqualTo("1 attempt");
        assertThat(Texts.count(1234567, "attempt")).isEqualTo("1,234,567 attempts");
    }

    @Test
    void barsFillTheChartAndAFailureIsAlwaysSeen() {
        Chart chart =
                Chart.of(
                        30,
                        100,
                        List.of(
                                new Chart.Amount("1", 1_000, 1),
                                new Chart.Amount("2", 0, 0),
                                new Chart.Amount("3", 0, 500)),
                        "");

        assertThat(chart.bars())
                .extracting(Chart.Bar::kind)
                .containsExactly("good", "bad", "none", "bad");
        assertThat(chart.bars().get(1)).extracting(Chart.Bar::y).isEqualTo("0.0");
        assertThat(Double.parseDouble(chart.bars().get(1).height())).isGreaterThanOrEqualTo(2);
        assertThat(chart.bars().get(1).title()).isEqualTo("1: 1,001 attempts, 1 failed");
    }
}
