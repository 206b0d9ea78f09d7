package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the repository that is made from the code. The test that holds it to the code also
 * writes it anew, where it is run with {@code -Dregenerate}.
 *
 * @param path from the repository's root
 * @param test the test's simple name
 */
public record GeneratedFile(Path path, String test) {
    public static GeneratedFile of(String path, Class<?> test) {
        return new GeneratedFile(Path.of(path), test.getSimpleName());
    }

    /** Fails if the file holds anything else. */
    public void mustBe(String text) throws IOException {
        Path file = Path.of("..").resolve(path);
        if (Boolean.parseBoolean(System.getProperty("regenerate"))) {
            Files.writeString(file, text);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "%s is not what the code says; this writes it anew: ./hooklane test -Dtest=%s -Dregenerate",
                        path, test)
                .isEqualTo(text);
    }
}
