package dev.hooklane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.e2e.judge.Latency;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @Test
    void whatIsReadIsWhatWasWritten(@TempDir Path folder) throws IOException {
        List<Verdict> verdicts =
                List.of(
                        new Verdict.Judged(
                                "kill",
                                1,
                                2,
                                3,
                                4,
                                new Latency(
                                        Duration.ofMillis(5),
                                        Duration.ofMillis(6),
                                        Duration.ofMillis(7)),
                                Duration.ofMillis(8),
                                Map.of("lost", List.of("evt_1 never came"), "early", List.of())),
                        new Verdict.Broken("scale", "h2 is not ready"),
                        new Verdict.Skipped("upgrade", "no other jar"));
        Path file = folder.resolve("result.json");

        ResultFile.write(file, 42, verdicts);

        assertThat(ResultFile.read(file)).isEqualTo(verdicts);
    }
}
