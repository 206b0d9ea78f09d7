package dev.hooklane.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RestartsTest {
    private final Restarts restarts = new Restarts();

    @Test
    void pausesGrowToAMinuteWhileItFailsSoon() {
        for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            assertThat(restarts.next(Duration.ofSeconds(5))).hasSeconds(seconds);
        }
    }

    @Test
    void whatRanForLongIsStartedAtOnceAgain() {
        restarts.next(Duration.ofSeconds(5));
        restarts.next(Duration.ofSeconds(5));

        assertThat(restarts.next(Duration.ofMinutes(10))).hasSeconds(2);
        assertThat(restarts.next(Duration.ofSeconds(5))).hasSeconds(4);
    }
}
