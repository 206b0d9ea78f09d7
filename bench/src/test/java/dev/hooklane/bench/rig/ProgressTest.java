package dev.hooklane.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000;

    private final Progress progress = new Progress(Duration.ofSeconds(60));

    @Test
    void aSlowCountDoesNotStandStill() {
        for (long n = 0; n < 100; n++) {
            assertThat(progress.standsStillAt(n, n * 59 * SECOND)).isFalse();
        }
    }

    @Test
    void aCountThatHasStoppedStandsStillOnceThePatienceIsOver() {
        assertThat(progress.standsStillAt(7, 0)).isFalse();
        assertThat(progress.standsStillAt(7, 60 * SECOND)).isFalse();
        assertThat(progress.standsStillAt(7, 61 * SECOND)).isTrue();
    }
}
