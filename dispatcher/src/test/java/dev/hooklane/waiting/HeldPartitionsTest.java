package dev.hooklane.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.waiting.HeldPartitions.Bounds;
import dev.hooklane.waiting.HeldPartitions.Held;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeldPartitionsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private final HeldPartitions partitions = new HeldPartitions();

    @Test
    void whatIsOnItsWayAtOneLookHoldsNothing() {
        assertThat(partitions.looked(Map.of(0, new Bounds(10, 12)), NOW)).isEmpty();
        assertThat(partitions.looked(Map.of(0, new Bounds(12, 15)), NOW.plusSeconds(15))).isEmpty();
        assertThat(partitions.looked(Map.of(0, new Bounds(15, 15)), NOW.plusSeconds(30))).isEmpty();
    }

    @Test
    void whatStandsWhereItStoodIsHeldSinceItWasFoundThere() {
        partitions.looked(Map.of(0, new Bounds(10, 12), 1, new Bounds(5, 5)), NOW);
        partitions.looked(Map.of(0, new Bounds(10, 12), 1, new Bounds(5, 5)), NOW.plusSeconds(15));

        assertThat(
                        partitions.looked(
                                Map.of(0, new Bounds(10, 30), 1, new Bounds(5, 5)),
                                NOW.plusSeconds(30)))
                .containsExactly(new Held(0, 10, 20, NOW));
    }

    @Test
    void anotherTransactionBehindItIsHeldSinceThatOneWasFound() {
        partitions.looked(Map.of(0, new Bounds(10, 12)), NOW);
        partitions.looked(Map.of(0, new Bounds(20, 22)), NOW.plusSeconds(15));

        assertThat(partitions.looked(Map.of(0, new Bounds(20, 23)), NOW.plusSeconds(30)))
                .containsExactly(new Held(0, 20, 3, NOW.plusSeconds(15)));
    }

    @Test
    void whatMovedOnIsForgotten() {
        partitions.looked(Map.of(0, new Bounds(10, 12)), NOW);
        partitions.looked(Map.of(0, new Bounds(12, 12)), NOW.plusSeconds(15));

        assertThat(partitions.looked(Map.of(0, new Bounds(10, 12)), NOW.plusSeconds(30))).isEmpty();
    }
}
