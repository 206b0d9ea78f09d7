package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds payloads against the JSON of a real Node, where one is installed. */
class CanonicalJsonNodeIT {
    /** Prints, for each line of a file, whether stringify(parse(line)) gives the line back. */
    private static final String KEEPS_BODY =
            """
            const lines = require('fs').readFileSync(process.argv[1], 'utf8').split('\\n').slice(0, -1);
            for (const line of lines) {
              const again = JSON.stringify(JSON.parse(line));
              console.log(again === line ? 'same' : again);
            }
            """;

    /** Prints, for each pair of lines of a file, whether both mean the same to JavaScript. */
    private static final String MEANS_THE_SAME =
            """
            const lines = require('fs').readFileSync(process.argv[1], 'utf8').split('\\n').slice(0, -1);
            for (let i = 0; i < lines.length; i += 2) {
              const [written, canonical] = [0, 1].map(k => JSON.stringify(JSON.parse(lines[i + k])));
              console.log(written === canonical ? 'same' : canonical);
            }
            """;

    private static final int DOCUMENTS = 2_000;
    private static final long SEED = 20_240_115;

    @TempDir Path folder;

    private final EventReader reader = new EventReader(EventTypes.defaults());

    @BeforeAll
    static void needsNode() throws InterruptedException {
        try {
            Process node =
                    new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
            if (!node.waitFor(30, TimeUnit.SECONDS) || node.exitValue() != 0) {
                abort(
                        "node is installed but `node --version` fails, so nothing is held against it");
            }
        } catch (IOException e) {
            abort("node is not installed, so nothing is held against it: " + e.getMessage());
        }
    }

    @Test
    void nodeGivesEveryPayloadBackUnchangedWhenNoNumberIsLost() throws Exception {
        List<String> payloads = new ArrayList<>();
        for (String written : documents(NumberLiterals::lossless)) {
            payloads.add(canonical(written));
        }

        assertAllTheSame(DOCUMENTS, node(KEEPS_BODY, payloads));
    }

    @Test
    void everyPayloadMeansToNodeWhatWasWritten() throws Exception {
        List<String> pairs = new ArrayList<>();
        for (String written : documents(NumberLiterals::any)) {
            pairs.add(written);
            pairs.add(canonical(written));
        }

        assertAllTheSame(DOCUMENTS, node(MEANS_THE_SAME, pairs));
    }

    @Test
    void nodeWritesEveryLosslessNumberAsWeDo() throws Exception {
        Random random = new Random(SEED);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            numbers.add(JsonNumber.canonical(NumberLiterals.lossless(random)));
        }

        assertAllTheSame(20_000, node(KEEPS_BODY, numbers));
    }

    private static void assertAllTheSame(int count, List<String> answers) {
        assertThat(answers).hasSize(count);
        assertThat(answers.stream().filter(answer -> !answer.equals("same")).limit(3)).isEmpty();
    }

    private static List<String> documents(Function<Random, String> numbers) {
        List<String> documents = new ArrayList<>();
        for (long seed = SEED; seed < SEED + DOCUMENTS; seed++) {
            RandomJson json = new RandomJson(new Random(seed), numbers);
            documents.add(
                    "{\"id\":\"evt_%d\",\"type\":\"bot.updated\",\"timestamp\":\"2024-01-15T10:30:00Z\",\"data\":%s,\"more\":%s,\"%d\":%s}"
                            .formatted(
                                    seed,
                                    json.document(),
                                    json.document(),
                                    seed % 7,
                                    json.document())
                            .replaceAll("[\r\n]", " "));
        }
        return documents;
    }

    private String canonical(String written) {
        EventReading reading = reader.read(written.getBytes(UTF_8), Map.of(), Instant.EPOCH);
        if (reading instanceof EventReading.Accepted accepted) {
            return new String(accepted.event().payload().bytes(), UTF_8);
        }
        throw new AssertionError(reading + " for " + written);
    }

    private List<String> node(String script, List<String> lines)
            throws IOException, InterruptedException {
        Path input = Files.write(folder.resolve("input"), lines, UTF_8);
        Path output = folder.resolve("output");
        Process node =
                new ProcessBuilder("node", "-e", script, input.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(output, UTF_8);
    }
}
