package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final String ADDRESS = "192.0.2.1";

    private long now = Duration.ofDays(1).toNanos();
    private final Pace pace = new Pace(10, () -> now);

    @Test
    void twoSecondsWorthComesAtOnceAndThenTheRate() {
        assertThat(reads(20)).containsOnly(0L);
        assertThat(reads(3)).containsExactly(millis(100), millis(200), millis(300));

        now += millis(400);

        assertThat(reads(2)).containsExactly(0L, millis(100));
    }

    @Test
    void noReadWaitsLongerThanTheLongestHoweverManyCame() {
        assertThat(reads(100_000)).allMatch(wait -> wait <= Pace.LONGEST.toNanos());

        now += Pace.LONGEST.toNanos();

        assertThat(pace.take(ADDRESS)).isEqualTo(millis(100));
    }

    @Test
    void oneAddressDoesNotSlowAnother() {
        reads(1_000);

        assertThat(pace.take("192.0.2.2")).isZero();
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        reads(22);

        pace.giveBack(ADDRESS, 22);

        assertThat(reads(20)).containsOnly(0L);
        assertThat(pace.take(ADDRESS)).isPositive();
    }

    @Test
    void addressesAreForgottenBeforeTheyFillTheHeap() {
        reads(1_000);

        for (int i = 0; i < 10_000; i++) {
            pace.take("2001:db8::" + i);
        }

        assertThat(pace.take(ADDRESS)).isZero();
    }

    private List<Long> reads(int count) {
        return LongStream.range(0, count).mapToObj(_ -> pace.take(ADDRESS)).toList();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
