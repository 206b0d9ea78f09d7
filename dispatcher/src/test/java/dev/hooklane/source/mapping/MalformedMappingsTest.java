package dev.hooklane.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each mistake is one line, with field, line and column; {@code malformed.txt} lists them. */
final class MalformedMappingsTest {
    private static final Path PAGE =
            Path.of("src/test/resources/dev/hooklane/source/mapping/malformed.txt");

    /**
     * A malformed mapping.
     *
     * @param written a whole document as JSON, or one expression, with ⏎ for a line's end
     * @param mistake the exact message
     */
    record Malformed(String written, String mistake) {}

    static Stream<Malformed> page() throws IOException {
        List<String> lines =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 2)
                .map(i -> new Malformed(lines.get(i), lines.get(i + 1).strip()));
    }

    @ParameterizedTest
    @MethodSource("page")
    void theMistakeIsSaidInOneLine(Malformed malformed) {
        String written = malformed.written().replace('⏎', '\n');
        JsonNode document =
                written.startsWith("{\"") ? MappingRun.json(written) : MappingRun.document(written);

        assertThat(message(document)).isEqualTo(malformed.mistake());
    }

    @Test
    void whatIsTooMuchIsRefusedBeforeItIsRead() {
        assertThat(message(MappingRun.document("value" + ".a".repeat(10_000))))
                .isEqualTo(
                        "data.x, line 1, column 1: the expression has 20,005 characters, the limit is 8,192");
        assertThat(message(MappingRun.document("value" + ".a".repeat(51))))
                .isEqualTo("data.x, line 1, column 106: a path has at most 50 steps");
        assertThat(message(MappingRun.document("'" + "x".repeat(200_000) + "'")))
                .isEqualTo("the mapping has more than 131,072 characters");
        assertThat(message(MappingRun.document("(".repeat(33) + "1" + ")".repeat(33))))
                .isEqualTo(
                        "data.x, line 1, column 33: the expression is nested deeper than the limit of 32 levels");
        assertThat(message(MappingRun.document("not ".repeat(8_000 / 4) + "true")))
                .contains("nested deeper than the limit of 32 levels");
        ObjectNode wide = MappingRun.document("1");
        for (int i = 0; i < 5_000; i++) {
            ((ObjectNode) wide.get("data")).put("f" + i, 1);
        }
        assertThat(message(wide)).isEqualTo("the mapping has more than 5,000 values");
        ObjectNode deep = MappingRun.document("1");
        ObjectNode at = (ObjectNode) deep.get("data");
        for (int i = 0; i < 100_000; i++) {
            at = at.putObject("a");
        }
        assertThat(message(deep)).startsWith("the mapping has more than");
    }

    private static String message(JsonNode document) {
        MappingException mistake =
                catchThrowableOfType(MappingException.class, () -> Mapping.of(document));
        return mistake == null ? "none" : String.valueOf(mistake.getMessage());
    }
}
