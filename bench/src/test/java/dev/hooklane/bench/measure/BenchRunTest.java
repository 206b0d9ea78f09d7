package dev.hooklane.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

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
                    new PrintWriter(Writer.nullWriter()));
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
}
