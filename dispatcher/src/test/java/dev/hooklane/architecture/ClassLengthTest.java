package dev.hooklane.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class of tests has one subject, and is short enough to be read at once. */
final class ClassLengthTest {
    private static final int LINES_MAX = 300;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "producer-api",
                "hooklane-spring-boot-starter",
                "hooklane-spring-boot-starter-test",
                "retry-topology",
                "dispatcher",
                "bench",
                "e2e"
            })
    void noClassOfTestsIsLong(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
            List<Path> tests =
                    files.filter(file -> file.toString().matches(".*(Test|IT)\\.java")).toList();

            assertThat(tests)
                    .isNotEmpty()
                    .allSatisfy(test ->
                            assertThat(Files.readAllLines(test))
                                    .as(test.toString())
                                    .hasSizeLessThanOrEqualTo(LINES_MAX));
        }
    }
}
