package dev.hooklane.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchRunTest {
    private final StringWriter out = new StringWriter();
    private final BenchRun run =
            new BenchRun(
                    false,
                    Map.of(),
                    List.of(),
                    new PrintWriter(out),
                    new PrintWriter(Writer.nullWriter()),
                    Optional.empty());
    private final Measure measure = Measure.of("scale.base", 100, "µs");

    @Test
    void aVoidMeasureIsPrintedWithItsReason() {
        run.report(measure, Optional.of("other programs used 30 % of the machine"));

        assertThat(out.toString())
                .isEqualToIgnoringNewLines(
                        "scale.base void: other programs used 30 % of the machine");
    }

    @Test
    void withoutAProblemItIsAMeasureLikeAnyOther() {
        run.report(measure, Optional.empty());

        assertThat(out.toString()).startsWith("scale.base 100 µs bar=");
        assertThat(run.voids()).isEmpty();
    }

    @Test
    void theFileHasVoidMeasuresApart(@TempDir Path folder) throws IOException {
        run.report(measure, Optional.of("too slow"));
        RunFile.write(folder.resolve("run.json"), run, Instant.EPOCH, Map.of());

        JsonNode file = JsonMapper.shared().readTree(folder.resolve("run.json").toFile());
        assertThat(file.path("measures").isEmpty()).isTrue();
        assertThat(file.path("void").path("scale.base").asString()).isEqualTo("too slow");
    }

    /** Where there is no profiler, such as on Windows, nobody can ask for one either. */
    @Test
    void aFlameGraphHasWhatWasDoneMeanwhile(@TempDir Path folder) throws Exception {
        assumeThat(System.getProperty("os.name")).isIn("Linux", "Mac OS X");
        BenchRun profiled =
                new BenchRun(
                        false,
                        Map.of(),
                        List.of(),
                        new PrintWriter(out),
                        new PrintWriter(out),
                        Optional.of(Profiler.load()));

        assertThat(profiled.profiled(BenchRunTest::countForAWhile)).isPositive();
        profiled.drawProfile(folder.resolve("road.html"), "road");
        profiled.drawProfile(folder.resolve("big.html"), "big");

        assertThat(folder.resolve("road.html")).content().contains("countForAWhile");
        assertThat(folder.resolve("big.html")).doesNotExist();
        assertThat(out.toString()).contains("big has no flame graph");
    }

    private static long countForAWhile() {
        long count = 0;
        for (long end = System.nanoTime() + 200_000_000; System.nanoTime() < end; count++) {
            Thread.onSpinWait();
        }
        return count;
    }
}
