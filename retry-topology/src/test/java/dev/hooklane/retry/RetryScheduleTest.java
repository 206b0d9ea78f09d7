package dev.hooklane.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delay.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryScheduleTest {
    @Test
    void theDefaultIsTheContracts() {
        assertThat(RetrySchedule.DEFAULT.waits())
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(8));
    }

    @Test
    void aStepStandsBeforeEveryAttemptButTheFirst() {
        RetrySchedule schedule = RetrySchedule.parse("0s,2s,4s");

        assertThat(schedule.stepBefore(1)).isEmpty();
        assertThat(schedule.stepBefore(2)).contains(new Step(Duration.ofSeconds(2)));
        assertThat(schedule.stepBefore(3)).contains(new Step(Duration.ofSeconds(4)));
        assertThat(schedule.stepBefore(4)).isEmpty();
    }

    @Test
    void equalWaitsShareOneStep() {
        assertThat(RetrySchedule.parse("0s,1m,1m,5m").steps())
                .containsExactly(new Step(Duration.ofMinutes(1)), new Step(Duration.ofMinutes(5)));
    }

    @Test
    void theLongestStepHasNoLongerOne() {
        RetrySchedule schedule = RetrySchedule.parse("0s,1m,5m");

        assertThat(schedule.nextLonger(new Step(Duration.ofMinutes(1))).delay())
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(schedule.nextLonger(new Step(Duration.ofMinutes(5))).delay())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void oneAttemptIsASchedule() {
        assertThat(RetrySchedule.parse("0s").steps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5m|the first attempt is immediate",
                "0s,50ms|100ms to 168h are allowed",
                "0s,8d|100ms to 168h are allowed",
                "0s,5m,1m|may not be shorter",
                "0s,1s,2s,3s,4s,5s,6s,7s,8s,9s,10s,11s,12s|13 attempts; 1 to 12",
                "0s,,5m|is not a duration",
                "0s,5 minutes|5 minutes"
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> RetrySchedule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0s,5m,30m,2h,8h",
                "0s,2s,4s,8s,16s",
                "0s,500ms,90s",
                "0s",
                "0s,100ms,168h",
                "0s,1s,2s,3s,4s,5s,6s,7s,8s,9s,10s,11s"
            })
    void textSurvivesParsing(String text) {
        assertThat(RetrySchedule.parse(text)).hasToString(text);
    }

    @Test
    void anEndpointMayChooseSomeOfTheWaitsInOrder() {
        assertThat(RetrySchedule.DEFAULT.narrowedTo(parsed("0s,30m,8h"))).hasToString("0s,30m,8h");
        assertThat(RetrySchedule.DEFAULT.narrowedTo(parsed("0s"))).hasToString("0s");
        assertThat(RetrySchedule.DEFAULT.offers(parsed("5m,30m"))).isFalse();
        assertThat(RetrySchedule.DEFAULT.offers(parsed("0s,30m,5m"))).isFalse();
        assertThat(RetrySchedule.DEFAULT.offers(parsed("0s,5m,5m"))).isFalse();
        assertThat(RetrySchedule.DEFAULT.offers(List.of())).isFalse();
    }

    @Test
    void aChoiceThatIsOfferedNoMoreLeavesTheWholeSchedule() {
        RetrySchedule changed = RetrySchedule.parse("0s,1m,30m");

        assertThat(changed.narrowedTo(parsed("0s,5m,30m"))).isEqualTo(changed);
    }

    private static List<Duration> parsed(String waits) {
        return Arrays.stream(waits.split(",", -1)).map(DurationText::parse).toList();
    }
}
