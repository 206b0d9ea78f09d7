package dev.hooklane.eraser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.erasure.ErasureId;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HeardOfTest {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final HeardOf heardOf = new HeardOf(() -> now);

    @Test
    void allPlacesWaitFromWhenTheFirstOneAsked() {
        ErasureId erasure = ErasureId.random(new Random(1));
        Instant first = heardOf.since(erasure);
        now = now.plusSeconds(60);

        assertThat(heardOf.since(erasure)).isEqualTo(first);
        assertThat(heardOf.since(ErasureId.random(new Random(2)))).isEqualTo(now);
    }
}
