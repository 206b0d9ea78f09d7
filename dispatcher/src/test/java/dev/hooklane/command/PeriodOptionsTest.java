package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

final class PeriodOptionsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2027-11-30T03:00:00.5Z"), ZoneOffset.UTC);

    @Command(name = "any")
    private static final class Any {
        @Mixin private PeriodOptions period = new PeriodOptions();
    }

    @ParameterizedTest
    @CsvSource({
        "45s, 2027-11-30T02:59:15Z",
        "30m, 2027-11-30T02:30:00Z",
        "2h, 2027-11-30T01:00:00Z",
        "1d, 2027-11-29T03:00:00Z",
        "999999999d, 1970-01-01T03:00:00Z"
    })
    void anAgeIsATimeBeforeNow(String age, String from) {
        assertThat(parsed("--since", age).from(CLOCK)).isEqualTo(from);
    }

    @Test
    void timesAreTakenAsTheyAre() {
        PeriodOptions period =
                parsed("--from", "2027-11-30T03:00:00Z", "--until", "2027-11-30T04:00:00Z");

        assertThat(period.from()).isEqualTo("2027-11-30T03:00:00Z");
        assertThat(period.until()).isEqualTo("2027-11-30T04:00:00Z");
    }

    @Test
    void withoutOptionsThePeriodHasNoEnds() {
        assertThat(parsed().from() + parsed().until()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "h", "-2h", "2h30m", "2w", "9999999999s", "yesterday"})
    void anythingElseIsNoAge(String age) {
        PeriodOptions period = parsed("--since", age);

        assertThatThrownBy(period::from)
                .isInstanceOf(ParameterException.class)
                .hasMessage("--since '%s' is not an age such as 30m, 2h or 1d", age);
    }

    @Test
    void onlyOneOfBothBeginsIt() {
        assertThatThrownBy(() -> parsed("--since", "2h", "--from", "2027-11-30T03:00:00Z"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--from")
                .hasMessageContaining("--since");
    }

    private static PeriodOptions parsed(String... arguments) {
        Any any = new Any();
        new CommandLine(any).parseArgs(arguments);
        return any.period;
    }
}
