package dev.hooklane.bench.neighbour;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttackBenchmarkTest {
    @Test
    void anUnknownAttackIsRefusedBeforeAnythingStarts() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        BenchRun run =
                new BenchRun(
                        false, Map.of(), List.of("replay"), nowhere, nowhere, Optional.empty());

        assertThatThrownBy(() -> new AttackBenchmark().run(run))
                .isInstanceOf(BenchmarkFailedException.class)
                .hasMessageStartingWith("there is no attack 'replay'; there are idle, ")
                .hasMessageContaining(", replays, ")
                .hasMessageEndingWith(", elsewhere, all");
    }
}
