package dev.hooklane.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class QuietLogTest {
    private long nanos;
    private final QuietLog quiet = new QuietLog(2, Duration.ofMinutes(1), () -> nanos);

    @Test
    void ofEachKindSoManyAMinuteAreLogged() {
        int lines = 0;
        for (int i = 0; i < 1_000; i++) {
            lines += quiet.line("one").isPresent() ? 1 : 0;
            lines += quiet.line("another").isPresent() ? 1 : 0;
        }

        assertThat(lines).isEqualTo(4);
    }

    @Test
    void theNextLineSaysHowManyWereLeftOut() {
        for (int i = 0; i < 10; i++) {
            var _ = quiet.line("one");
        }
        nanos += Duration.ofMinutes(1).toNanos();

        assertThat(quiet.line("one")).isEqualTo(OptionalLong.of(8));
        assertThat(quiet.line("one")).isEqualTo(OptionalLong.of(0));
        assertThat(quiet.line("one")).isEmpty();
    }

    @Test
    void aPeriodBeginsWithItsFirstLine() {
        QuietLog tenSeconds = new QuietLog(1, Duration.ofSeconds(10), () -> nanos);
        var _ = tenSeconds.line("one");
        nanos += Duration.ofSeconds(25).toNanos();
        var _ = tenSeconds.line("one");
        nanos += Duration.ofSeconds(10).toNanos() - 1;

        assertThat(tenSeconds.line("one")).isEmpty();
        nanos++;
        assertThat(tenSeconds.line("one")).isEqualTo(OptionalLong.of(1));
    }

    @Test
    void aHundredThousandKindsAreBoundedToo() {
        int lines = 0;
        for (int i = 0; i < 100_000; i++) {
            lines += quiet.line("kind " + i).isPresent() ? 1 : 0;
        }

        assertThat(lines).isLessThanOrEqualTo(1_002);
    }
}
