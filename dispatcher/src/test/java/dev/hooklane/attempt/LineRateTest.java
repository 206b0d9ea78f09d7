package dev.hooklane.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineRateTest {
    private final AtomicLong now = new AtomicLong(-7);

    @Test
    void theFirstOfASecondGetThroughAndTheOthersAreCounted() {
        LineRate rate = new LineRate(3, now::get);

        assertThat(letThrough(rate, 10)).isEqualTo(3);
        assertThat(rate.takeUnlogged()).isEqualTo(7);
        assertThat(rate.takeUnlogged()).isZero();
    }

    @Test
    void theNextSecondBeginsAnew() {
        LineRate rate = new LineRate(3, now::get);
        letThrough(rate, 5);
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(letThrough(rate, 2)).isEqualTo(2);
        assertThat(rate.takeUnlogged()).isEqualTo(2);
    }

    @Test
    void noneIsNone() {
        LineRate rate = new LineRate(0, now::get);

        assertThat(letThrough(rate, 5)).isZero();
        assertThat(rate.takeUnlogged()).isZero();
    }

    private static long letThrough(LineRate rate, int lines) {
        return IntStream.range(0, lines).filter(_ -> rate.mayLog()).count();
    }
}
