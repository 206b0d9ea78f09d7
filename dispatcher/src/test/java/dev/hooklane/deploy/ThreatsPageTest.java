package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each threat of {@code docs/THREATS.md} has a defence and a test. {@link NamedTestsTest} looks for
 * the tests.
 */
final class ThreatsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\| threat \\|.*\\|\n\\|[- |]+\\|\n((?:\\|.*\\|\n)+)");
    private static final Pattern ROW =
            Pattern.compile("\\| .+ \\| .+ \\| (`\\w+\\.\\w+`(, `\\w+\\.\\w+`)*) \\|");
    private static final Pattern BORDER = Pattern.compile("(?m)^## Border (\\w):");
    private static final Pattern DRAWN = Pattern.compile("class=\"name\"[^>]*>(\\w)<");

    @Test
    void everyThreatHasADefenceAndATest() throws IOException {
        List<String> rows =
                found(TABLE, "docs/THREATS.md").flatMap(table -> table.group(1).lines()).toList();

        assertThat(rows).hasSizeGreaterThan(30).allSatisfy(row -> assertThat(row).matches(ROW));
    }

    @Test
    void thePictureAndThePageHaveTheSameBorders() throws IOException {
        Set<String> told = names(BORDER, "docs/THREATS.md");

        assertThat(told).isEqualTo(names(DRAWN, "docs/pictures/borders.svg")).isNotEmpty();
    }

    private static Set<String> names(Pattern pattern, String file) throws IOException {
        return found(pattern, file)
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<MatchResult> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve(file))).results();
    }
}
