package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that a page names as evidence exists. */
final class NamedTestsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))\\.(\\w+)`");

    @ParameterizedTest
    @ValueSource(strings = {"docs/CLAIMS.md", "docs/OPERATIONS.md", "docs/THREATS.md"})
    void everyTestThatAPageNamesExists(String page) throws IOException {
        Map<String, Path> tests = tests();
        List<MatchResult> named =
                TEST.matcher(Files.readString(ROOT.resolve(page))).results().toList();

        assertThat(named).hasSizeGreaterThan(10);
        for (MatchResult test : named) {
            assertThat(tests).containsKey(test.group(1));
            assertThat(Files.readString(tests.getOrDefault(test.group(1), Path.of(""))))
                    .contains("void " + test.group(2) + "(");
        }
    }

    private static Map<String, Path> tests() throws IOException {
        Map<String, Path> tests = new HashMap<>();
        for (String module : List.of("producer-api", "retry-topology", "dispatcher")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.forEach(file ->
                        tests.put(file.getFileName().toString().replace(".java", ""), file));
            }
        }
        return tests;
    }
}
