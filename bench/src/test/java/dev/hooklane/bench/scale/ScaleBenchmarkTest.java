package dev.hooklane.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScaleBenchmarkTest {
    @Test
    void anUnknownPartIsRefusedBeforeAnythingStarts() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        BenchRun run =
                new BenchRun(
                        false, Map.of(), List.of("instances"), nowhere, nowhere, Optional.empty());

        assertThatThrownBy(() -> new ScaleBenchmark().run(run))
                .isInstanceOf(BenchmarkFailedException.class)
                .hasMessage(
                        "scale has no part 'instances'; there are processes, partitions,"
                                + " endpoints, rates");
    }

    @Test
    void withoutAChoiceAllPartsAreMeasured() {
        assertThat(ScaleBenchmark.chosen(List.of())).hasSize(4);
        assertThat(ScaleBenchmark.chosen(List.of("rates"))).containsExactly("rates");
    }

    @Test
    void moreInstancesWarmUpLongerButNotForEver() {
        assertThat(ScaleBenchmark.warmUp(1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(ScaleBenchmark.warmUp(2)).isEqualTo(Duration.ofSeconds(40));
        assertThat(ScaleBenchmark.warmUp(4)).isEqualTo(Duration.ofSeconds(60));
    }
}
