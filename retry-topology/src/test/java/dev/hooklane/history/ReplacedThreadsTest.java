package dev.hooklane.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplacedThreadsTest {
    @Test
    void thePauseDoublesUpToItsLongest() {
        assertThat(IntStream.rangeClosed(1, 10).mapToObj(ReplacedThreads::pauseAfter))
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofMillis(1_600),
                        Duration.ofMillis(3_200),
                        Duration.ofMillis(6_400),
                        Duration.ofMillis(12_800),
                        Duration.ofMillis(25_600),
                        ReplacedThreads.LONGEST_PAUSE);
    }

    @Test
    void howeverManyHaveDiedThePauseIsTheLongest() {
        assertThat(ReplacedThreads.pauseAfter(Integer.MAX_VALUE))
                .isEqualTo(ReplacedThreads.LONGEST_PAUSE);
    }
}
