package dev.hooklane.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.manifest.SourceFile;
import dev.hooklane.source.ValueFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sources and mappings of docs/SOURCES.md do what the page says. */
final class SourcesPageTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

    private static String page() throws IOException {
        return Files.readString(Paths.get("../docs/SOURCES.md"));
    }

    static List<String> files() throws IOException {
        return BLOCK.matcher(page())
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(block -> block.contains("mapping:\n"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyMappingOnThePageIsAsItsExamplesSay(String file) {
        MappingFile tested = MappingFile.parse(file);

        assertThat(tested.examples())
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(example.differences(tested.mapping()))
                                .as(example.name())
                                .isEmpty());
    }

    @Test
    void everySourceOnThePageIsOne() throws IOException {
        List<String> sources = files().stream().filter(file -> file.startsWith("name:")).toList();

        assertThat(sources)
                .hasSize(2)
                .allSatisfy(file -> assertThat(SourceFile.parse(file).name()).isNotEmpty());
    }

    @Test
    void everyFormatIsOnThePage() throws IOException {
        assertThat(page())
                .contains(
                        Stream.of(ValueFormat.values())
                                .map(format -> "| `%s` |".formatted(format.label()))
                                .toList());
    }
}
