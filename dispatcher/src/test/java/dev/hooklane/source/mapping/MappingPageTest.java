package dev.hooklane.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/MAPPING.md gives what the page says. */
final class MappingPageTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)` \\| (.+?) \\|$");

    /**
     * A row of a table of expressions.
     *
     * @param gives JSON in code, {@code nothing}, or {@code rejected:} and a part of the reason
     */
    record Row(String expression, String gives) {}

    private static String page() throws IOException {
        return Files.readString(Paths.get("../docs/MAPPING.md"));
    }

    private static List<String> blocks(String beginning) throws IOException {
        Matcher block = BLOCK.matcher(page());
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            if (block.group(1).startsWith(beginning)) {
                blocks.add(block.group(1));
            }
        }
        return blocks;
    }

    static List<String> files() throws IOException {
        return blocks("mapping:");
    }

    static Stream<Row> rows() throws IOException {
        return Stream.of(page().split("\n\n"))
                .filter(table -> table.contains("| expression | gives |"))
                .flatMap(table -> ROW.matcher(table).results())
                .map(row -> new Row(row.group(1), row.group(2)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileOnThePageIsAsItsExamplesSay(String file) {
        MappingFile tested = MappingFile.parse(file);

        assertThat(tested.examples())
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(example.differences(tested.mapping()))
                                .as(example.name())
                                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyExpressionOnThePageGivesWhatItSays(Row row) throws IOException {
        String given = MappingRun.of(row.expression(), sample());

        if (row.gives().startsWith("rejected: ")) {
            assertThat(given)
                    .contains(row.gives().substring("rejected: ".length()).replace("`", ""));
        } else if (row.gives().equals("nothing")) {
            assertThat(given).isEqualTo("nothing");
        } else {
            String json = row.gives().substring(1, row.gives().length() - 1);
            assertThat(given).isEqualTo(MappingRun.json(json).toString());
        }
    }

    /** A table that the pattern of rows does not match would not be tested. */
    @Test
    void thePageHasManyExamples() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(70);
        assertThat(files()).hasSize(3);
        long inTables =
                Stream.of(page().split("\n\n"))
                        .filter(table -> table.contains("| expression | gives |"))
                        .flatMap(String::lines)
                        .filter(line -> line.startsWith("| `"))
                        .count();
        assertThat(rows()).hasSize((int) inTables);
    }

    @Test
    void everyFunctionIsOnThePage() throws IOException {
        assertThat(page()).contains(CallParser.FUNCTIONS.stream().map(name -> name + "(").toList());
        assertThat(page())
                .contains(
                        "%,d characters, %,d values, %d levels"
                                .formatted(
                                        DocumentCheck.CHARS_MAX,
                                        DocumentCheck.VALUES_MAX,
                                        DocumentCheck.DEPTH_MAX),
                        "%,d characters, %d levels"
                                .formatted(Lexer.EXPRESSION_MAX_CHARS, Parser.DEPTH_MAX),
                        "%d steps".formatted(Path.STEPS_MAX),
                        "%,d steps".formatted(Evaluation.STEPS_MAX),
                        "%,d characters together".formatted(Evaluation.CHARS_MAX),
                        "%d levels".formatted(DataCheck.DEPTH_MAX),
                        "`%s`".formatted(TimeParser.LETTERS),
                        "%,d digits".formatted(Decimals.DIGITS_MAX));
    }

    private static SourceRecord sample() throws IOException {
        String record =
                blocks("record:").getFirst().indent(4).replaceFirst("    record", "  - record");
        return MappingFile.parse(
                        """
                        mapping: {account: "'a'", type: "'t'", data: {}}
                        examples:
                        %s    skipped: true
                        """
                                .formatted(record))
                .examples()
                .getFirst()
                .record();
    }
}
