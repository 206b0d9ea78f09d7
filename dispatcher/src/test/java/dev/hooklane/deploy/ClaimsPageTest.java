package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every claim that {@code docs/CLAIMS.md} quotes is still made. {@link NamedTestsTest} looks for
 * its tests.
 */
final class ClaimsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PART =
            Pattern.compile("(?ms)^\\| \\[\\w+\\]\\(([^)]+)\\) says .*?(?=^## |\\z)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!\\[|---)(.+) \\| (`.+`) \\|$");
    private static final Pattern GUARANTEES =
            Pattern.compile("(?s)## What Hooklane guarantees\n(.*?)\n\n");

    private static List<MatchResult> parts() throws IOException {
        return found(PART, Files.readString(ROOT.resolve("docs/CLAIMS.md")));
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    /** Without line breaks and bold type. */
    private static String plain(String markdown) {
        return markdown.replace("**", "").replaceAll("\\s+", " ");
    }

    @Test
    void everyQuoteIsOnItsPage() throws IOException {
        assertThat(parts()).hasSize(2);
        for (MatchResult part : parts()) {
            Path page = ROOT.resolve("docs").resolve(part.group(1)).normalize();
            String text = plain(Files.readString(page));
            List<MatchResult> rows = found(ROW, part.group());

            assertThat(rows).as(page.toString()).hasSizeGreaterThan(10);
            assertThat(rows).allSatisfy(row -> assertThat(text).contains(plain(row.group(1))));
        }
    }

    @Test
    void everyGuaranteeIsQuoted() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> quotes =
                found(ROW, parts().getFirst().group()).stream()
                        .map(row -> plain(row.group(1)))
                        .toList();

        assertThat(found(GUARANTEES, readme).getFirst().group(1).split("(?m)^\\* "))
                .filteredOn(guarantee -> !guarantee.isBlank())
                .hasSizeGreaterThan(4)
                .allSatisfy(guarantee ->
                        assertThat(quotes).anyMatch(quote -> plain(guarantee).contains(quote)));
    }
}
