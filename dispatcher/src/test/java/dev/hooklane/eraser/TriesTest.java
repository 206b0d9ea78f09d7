package dev.hooklane.eraser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.erasure.ErasureId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TriesTest {
    private final ErasureId erasure = ErasureId.random(new Random(1));

    @Test
    void anErasureThatIsNotDoneWaitsLongerEachTime() {
        Tries tries = new Tries();
        Instant start = Instant.parse("2026-01-02T03:04:05Z");
        Instant now = start;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Instant failedAt = now;
            tries.failed(erasure, failedAt);
            while (!tries.isDue(erasure, now)) {
                now = now.plusSeconds(1);
            }
            waits.add(now.getEpochSecond() - failedAt.getEpochSecond());
        }

        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L);
        tries.done(erasure);
        assertThat(tries.isDue(erasure, start)).isTrue();
    }
}
